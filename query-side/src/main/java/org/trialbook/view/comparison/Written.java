package org.trialbook.view.comparison;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// An answer as one sequence of bytes: a line with status and headers, then the body.
final class Written {

    private Written() {}

    static byte[] of(String head, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((head + "\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
