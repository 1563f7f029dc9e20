package org.trialbook.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Later versions of HOT-CRT: one that marks more as telling the arm, and one that marks nothing any more.
final class Amendments {

    static final String HOT_CRT = read();

    private Amendments() {}

    static String opening(String version) {
        return version(
                HOT_CRT.replaceAll(" *reveals-the-arm: true\n", "").replace(", reveals-the-arm: true", ""), version);
    }

    static String sealing(String version) {
        return version(
                HOT_CRT.replace(
                        "label: NYHA class\n    items", "label: NYHA class\n    reveals-the-arm: true\n    items"),
                version);
    }

    private static String version(String amended, String version) {
        if (amended.equals(HOT_CRT)) {
            throw new IllegalStateException("the protocol does not say what is to be amended");
        }
        return amended.replace("version: \"1\"", "version: \"%s\"".formatted(version));
    }

    /// The request to publish it.
    static String body(String protocol) {
        return JsonMapper.shared().writeValueAsString(Map.of("protocol", protocol));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
