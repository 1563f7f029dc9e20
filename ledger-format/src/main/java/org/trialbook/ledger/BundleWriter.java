package org.trialbook.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes the bundle that an inspector takes away: a zip that holds the record and all that is needed to verify it.
///
/// The same contents give the same bytes. Lines are passed through; 32 bytes are kept in memory for each. The writer
/// judges nothing: a damaged record must reach the inspector as it is, so that the verifier can name the damage.
public final class BundleWriter {

    /// The first month of a zip's calendar would be told twice, and the second time with the zone of this machine.
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ZipOutputStream zip;
    private final @Nullable Redaction redaction;
    private final LineScan scan = new LineScan();
    private final List<BundleManifest.Entry> written = new ArrayList<>();
    private long withheld;
    private Instant lastShown = Instant.EPOCH;

    private BundleWriter(OutputStream out, @Nullable Redaction redaction) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.redaction = redaction;
    }

    /// Everything but the lines. What no bundle can hold is refused here, before anybody was promised one.
    ///
    /// @param study the study for which the bundle is made, not empty
    /// @param created when the bundle is made; a redacted one says instead when its last event was recorded
    /// @param checkpoint the signed note that vouches for exactly the lines of this bundle
    /// @param key the log's public key
    /// @param earlier signed notes of earlier checkpoints, which narrow down where a change was made; of more than
    ///     5,000 so many are kept, evenly from the first one on
    /// @param protocols the study protocols in YAML, by version, whatever a version is called
    public record Contents(
            String study,
            Instant created,
            SignedNote checkpoint,
            NoteVerifier key,
            List<SignedNote> earlier,
            SortedMap<String, byte[]> protocols) {

        /// How many files a bundle has whatever it holds.
        private static final int FIXED = 5;

        /// A log is signed every few seconds: all its checkpoints would soon be more files than a verifier reads.
        static final int MOST_EARLIER = 5_000;

        /// @throws IllegalArgumentException if the study is empty, a checkpoint is none, two files would have one name,
        ///     or there are more files than a verifier reads
        public Contents {
            if (study.isEmpty()) {
                throw new IllegalArgumentException("the study is empty");
            }
            Checkpoint.parseBody(checkpoint.text());
            earlier = thinned(earlier);
            List<String> names = Stream.concat(
                            earlier.stream().map(note -> BundleEntries.ofEarlier(Checkpoint.parseBody(note.text()))),
                            protocols.keySet().stream().map(BundleEntries::ofProtocol))
                    .toList();
            if (Set.copyOf(names).size() < names.size()) {
                throw new IllegalArgumentException("two files of one name");
            }
            if (names.size() + FIXED > BundleEntries.MOST) {
                throw new IllegalArgumentException(
                        "%d files; a bundle has at most %d".formatted(names.size() + FIXED, BundleEntries.MOST));
            }
        }

        private static List<SignedNote> thinned(List<SignedNote> notes) {
            int all = notes.size();
            return all <= MOST_EARLIER
                    ? List.copyOf(notes)
                    : IntStream.range(0, MOST_EARLIER)
                            .mapToObj(i -> notes.get((int) ((long) i * all / MOST_EARLIER)))
                            .toList();
        }
    }

    /// Writes a bundle and leaves the stream open.
    ///
    /// @param lines every line of the record in order, without newlines
    /// @throws IOException from the stream
    public static void write(OutputStream out, Contents contents, Iterator<byte[]> lines) throws IOException {
        new BundleWriter(out, null).writeAll(contents, lines);
    }

    /// Writes a bundle for somebody from whom events are withheld, and leaves the stream open. All leaf hashes
    /// are in it, so it verifies to the same signed root as the complete one. What it says of itself follows
    /// from the record: everybody gets the same bytes.
    ///
    /// @param lines every line of the record in order, without newlines, those to be withheld included
    /// @throws IOException from the stream
    public static void writeRedacted(OutputStream out, Contents contents, Iterator<byte[]> lines, Redaction redaction)
            throws IOException {
        new BundleWriter(out, redaction).writeAll(contents, lines);
    }

    private void writeAll(Contents contents, Iterator<byte[]> lines) throws IOException {
        Checkpoint checkpoint = Checkpoint.parseBody(contents.checkpoint.text());
        HashPages leaves = new HashPages();
        entry(BundleEntries.LINES, sink -> {
            while (lines.hasNext()) {
                byte[] line = lines.next();
                sink.write(isWithheld(line) ? WithheldLine.format(leaves.size()) : line);
                leaves.add(Sha256.leaf(line));
                sink.write(new byte[] {'\n'});
            }
        });
        entry(BundleEntries.LEAVES, sink -> {
            for (long i = 0; i < leaves.size(); i++) {
                sink.write(leaves.get(i).shared());
            }
        });
        entry(BundleEntries.CHECKPOINT, sink -> sink.write(contents.checkpoint.format()));
        entry(BundleEntries.KEY, sink -> sink.write((contents.key + "\n").getBytes(StandardCharsets.UTF_8)));
        for (SignedNote note : contents.earlier) {
            entry(BundleEntries.ofEarlier(Checkpoint.parseBody(note.text())), sink -> sink.write(note.format()));
        }
        for (var protocol : contents.protocols.entrySet()) {
            entry(BundleEntries.ofProtocol(protocol.getKey()), sink -> sink.write(protocol.getValue()));
        }
        BundleManifest manifest = new BundleManifest(
                contents.study,
                checkpoint.origin(),
                checkpoint.size(),
                checkpoint.root(),
                redaction == null ? null : withheld,
                redaction == null ? contents.created : lastShown,
                written);
        entry(BundleEntries.MANIFEST, sink -> sink.write(manifest.format()));
        zip.finish();
    }

    private boolean isWithheld(byte[] line) {
        if (redaction == null) {
            return false;
        }
        boolean readable = isReadable(line);
        if (!(readable && KeyHistory.isRotation(scan)) && redaction.withholds(line)) {
            withheld++;
            return true;
        }
        if (readable) {
            lastShown = scan.recordedAt();
        }
        return false;
    }

    private boolean isReadable(byte[] line) {
        try {
            scan.check(line, 0, line.length);
            return true;
        } catch (MalformedLineException malformed) {
            return false;
        }
    }

    private interface Sink {
        void write(byte[] bytes) throws IOException;
    }

    private interface Content {
        void writeTo(Sink sink) throws IOException;
    }

    private void entry(String name, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // The zip's clock has no zone; the real time stands in the manifest.
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        MessageDigest digest = Sha256.digest();
        long[] length = {0};
        content.writeTo(bytes -> {
            digest.update(bytes);
            length[0] += bytes.length;
            zip.write(bytes);
        });
        zip.closeEntry();
        written.add(new BundleManifest.Entry(name, length[0], HexFormat.of().formatHex(digest.digest())));
    }
}
