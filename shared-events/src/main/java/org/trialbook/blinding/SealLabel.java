package org.trialbook.blinding;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Where a sealed value belongs: study, subject, event and field. It is authenticated with the ciphertext, so that
/// a sealed value moved elsewhere does not open.
public record SealLabel(String study, String subject, String eventId, String field) {

    /// The additional authenticated data: each part, and the key's id, behind its length as a 32-bit
    /// big-endian number.
    public byte[] authenticated(String keyId) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String part : new String[] {study, subject, eventId, field, keyId}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
