package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a bundle says about itself in `manifest.json`: one JSON object with the members of this record,
/// in their order, after `"format"`.
///
/// @param study the study for which the bundle was made, not empty
/// @param origin the log, as in the checkpoint
/// @param size how many events
/// @param root the root at that size
/// @param withheld how many of them are withheld, or null if the bundle says that it is complete
/// @param created when the bundle was made, in whole microseconds
/// @param entries every other file of the bundle, in its order
public record BundleManifest(
        String study,
        String origin,
        long size,
        TreeHash root,
        @Nullable Long withheld,
        Instant created,
        List<Entry> entries) {

    /// The version of the format of a complete bundle.
    public static final String FORMAT = "trialbook-bundle/1";

    /// The version of the format of a bundle from which events may be withheld. A reader that does not know
    /// it must not take such a bundle for a complete one.
    public static final String REDACTED = "trialbook-redacted-bundle/1";

    /// @throws IllegalArgumentException if the study is empty
    public BundleManifest {
        if (study.isEmpty()) {
            throw new IllegalArgumentException("the study is empty");
        }
        entries = List.copyOf(entries);
        created = created.truncatedTo(ChronoUnit.MICROS);
    }

    /// A file of the bundle.
    ///
    /// @param name its path in the zip
    /// @param bytes its length
    /// @param sha256 its SHA-256 in lower-case hexadecimal
    public record Entry(String name, long bytes, String sha256) {}

    /// The bytes of `manifest.json`.
    public byte[] format() {
        StringBuilder out = new StringBuilder("{\"format\":");
        Json.quote(withheld == null ? FORMAT : REDACTED, out);
        out.append(",\"study\":").append(Json.quote(study));
        out.append(",\"origin\":").append(Json.quote(origin));
        out.append(",\"size\":").append(size);
        out.append(",\"root\":").append(Json.quote(root.base64()));
        if (withheld != null) {
            out.append(",\"withheld\":").append(withheld);
        }
        out.append(",\"created\":").append(Json.quote(EventLine.formatInstant(created)));
        out.append(",\"entries\":[");
        String separator = "";
        for (Entry entry : entries) {
            out.append(separator).append("{\"name\":").append(Json.quote(entry.name));
            out.append(",\"bytes\":").append(entry.bytes);
            out.append(",\"sha256\":").append(Json.quote(entry.sha256)).append('}');
            separator = ",";
        }
        return out.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads the bytes of `manifest.json`.
    ///
    /// @throws IllegalArgumentException if they are not what [#format] writes
    public static BundleManifest parse(byte[] bytes) {
        JsonScanner in = JsonScanner.of(bytes);
        in.expect("{\"format\":\"");
        boolean redacted = in.take(JsonScanner.ascii(REDACTED));
        if (!redacted) {
            in.expect(FORMAT);
        }
        in.expect("\",\"study\":");
        String study = in.text(in.string());
        in.expect(",\"origin\":");
        String origin = in.text(in.string());
        in.expect(",\"size\":");
        long size = in.number();
        in.expect(",\"root\":");
        TreeHash root = TreeHash.fromBase64(in.text(in.string()));
        Long withheld = null;
        if (redacted) {
            in.expect(",\"withheld\":");
            withheld = in.number();
        }
        in.expect(",\"created\":");
        Instant created = instant(in.text(in.string()));
        in.expect(",\"entries\":[");
        List<Entry> entries = new ArrayList<>();
        do {
            in.expect("{\"name\":");
            String name = in.text(in.string());
            in.expect(",\"bytes\":");
            long length = in.number();
            in.expect(",\"sha256\":");
            entries.add(new Entry(name, length, in.text(in.string())));
            in.expect('}');
        } while (in.take(','));
        in.expect("]}");
        in.end();
        BundleManifest manifest = new BundleManifest(study, origin, size, root, withheld, created, entries);
        if (!Arrays.equals(manifest.format(), bytes)) {
            throw new IllegalArgumentException("the manifest is not written the one way");
        }
        return manifest;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("not an instant: " + text, malformed);
        }
    }
}
