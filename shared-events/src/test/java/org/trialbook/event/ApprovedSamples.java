package org.trialbook.event;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.trialbook.event.EventTypes.StoredName;
import tools.jackson.databind.node.ObjectNode;

/// Where the approved samples are kept, and how they are listed: as `sha256sum` would.
final class ApprovedSamples {

    static final Path DIRECTORY = Path.of("src", "test", "resources", "samples");
    static final Path LIST = DIRECTORY.resolve("samples.sha256");

    private ApprovedSamples() {}

    static Path file(StoredName stored) {
        return DIRECTORY.resolve("%s.%s.json".formatted(stored.name(), stored.version()));
    }

    /// A conversion, from the version to the next: what it makes of that version's sample is approved as well.
    record Step(StoredName from, Conversion conversion) {

        static List<Step> all() {
            List<Step> all = new ArrayList<>();
            for (StoredName stored : EventTypes.readable()) {
                int version = Integer.parseInt(stored.version());
                List<Conversion> conversions = Objects.requireNonNull(
                                EventTypes.kind(stored.qualified(), stored.version()))
                        .conversions();
                if (version <= conversions.size()) {
                    all.add(new Step(stored, conversions.get(version - 1)));
                }
            }
            return all;
        }

        StoredName to() {
            return new StoredName(from.name(), Integer.toString(Integer.parseInt(from.version()) + 1));
        }

        Path file() {
            return DIRECTORY.resolve("%s.%s-%s.json".formatted(from.name(), from.version(), to().version()));
        }

        /// What the conversion makes of the sample.
        String converted() throws IOException {
            ObjectNode payload = EventJson.mapper().readValue(ApprovedSamples.read(from), ObjectNode.class);
            conversion.toNext(payload);
            return EventJson.mapper().writeValueAsString(payload);
        }

        @Override
        public String toString() {
            return from.name() + " " + from.version();
        }
    }

    static String read(StoredName stored) throws IOException {
        return new String(Files.readAllBytes(file(stored)), StandardCharsets.UTF_8);
    }

    static String line(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash) + "  " + file.getFileName();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
