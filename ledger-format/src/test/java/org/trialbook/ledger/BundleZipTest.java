package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every byte of a bundle's zip has one meaning, or it is no bundle (docs/format.md, section 5).
class BundleZipTest {

    /// Nobody looks at these, so they may be anything. (Of the attributes, at most.)
    private static final Set<String> UNREAD =
            Set.of("local version", "local time", "versions", "time", "internal attributes", "external attributes");

    @TempDir
    private Path directory;

    private final HandMadeZip made = HandMadeZip.small();

    /// @param content of all files, or why it can't be read
    private record Seen(List<ZippedFile> files, List<String> content) {}

    private Seen seen(byte[] zip) throws Exception {
        try (BundleZip bundle = BundleZip.open(Files.write(directory.resolve("made.zip"), zip))) {
            return new Seen(
                    bundle.files(),
                    bundle.files().stream().map(file -> content(bundle, file)).toList());
        }
    }

    private static String content(BundleZip bundle, ZippedFile file) {
        try {
            return new String(bundle.read(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return unreadable.getClass().getSimpleName() + ": " + unreadable.getMessage();
        }
    }

    private @Nullable String refusal(byte[] zip) throws Exception {
        try {
            seen(zip);
            return null;
        } catch (UnreadableBundleException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static byte[] flipped(byte[] zip, int at, int bit) {
        byte[] other = zip.clone();
        other[at + bit / 8] ^= (byte) (1 << bit % 8);
        return other;
    }

    @Test
    void aZipThatKeepsToTheRulesIsRead() throws Exception {
        Seen seen = seen(made.bytes());
        assertThat(seen.files()).extracting(ZippedFile::name).containsExactly("manifest.json", "leaves", "key.vkey");
        assertThat(seen.content()).containsExactly("{}", "abc", "key");
    }

    /// Fields that are separated by a plus are changed together.
    @ParameterizedTest
    @CsvSource({
        "leaves local signature, 0, leaves has no local header",
        "leaves local flags, 11, leaves has other flags in its local header",
        "leaves local method, 3, leaves has another method in its local header",
        "leaves local crc, 0, leaves has another CRC or size in its local header",
        "leaves local packed, 0, leaves has another CRC or size in its local header",
        "leaves local size, 0, leaves has another CRC or size in its local header",
        "key.vkey local crc, 31, key.vkey has another CRC or size in its local header",
        "key.vkey local packed, 0, key.vkey has another CRC or size in its local header",
        "key.vkey local size, 0, key.vkey has another CRC or size in its local header",
        "leaves local name, 0, leaves has another name in its local header",
        "leaves local name length, 0, leaves has another name in its local header",
        "leaves local name length, 15, a header reaches into what stands behind it",
        "leaves local extra length, 0, leaves has an extra field that breaks off",
        "leaves descriptor signature, 0, leaves has no data descriptor that says what the directory says",
        "leaves descriptor crc, 0, leaves has no data descriptor that says what the directory says",
        "leaves descriptor packed, 0, leaves has no data descriptor that says what the directory says",
        "leaves descriptor size, 31, leaves has no data descriptor that says what the directory says",
        "leaves signature, 0, the directory does not have the files that the end record counts",
        "leaves flags + leaves local flags, 0, leaves has a flag that no file of a bundle has",
        "leaves flags + leaves local flags, 4, leaves has a flag that no file of a bundle has",
        "leaves flags + leaves local flags, 13, leaves has a flag that no file of a bundle has",
        "leaves flags, 1, leaves has other flags in its local header",
        "leaves method + leaves local method, 0, leaves is neither stored nor deflated",
        "'manifest.json flags + manifest.json local flags', 3, 'manifest.json is stored, and its size is not said in"
                + " front of it'",
        "leaves crc, 0, leaves has no data descriptor that says what the directory says",
        "leaves packed, 0, leaves has no data descriptor that says what the directory says",
        "leaves packed, 31, leaves reaches into the directory",
        "leaves size, 0, leaves has no data descriptor that says what the directory says",
        "manifest.json size, 0, 'manifest.json is stored, and its two sizes differ'",
        "leaves name, 0, meaves has another name in its local header",
        "leaves name + leaves local name, 7, a file of another name has a name that is not UTF-8",
        "leaves name length, 15, the directory ends within a header",
        "leaves extra length, 15, the directory ends within a header",
        "leaves extra length, 0, leaves has an extra field that breaks off",
        "leaves comment length, 0, leaves has a comment",
        "leaves disk, 0, leaves is on another disk",
        "leaves external attributes, 4, leaves is no regular file",
        "leaves external attributes, 30, leaves is no regular file",
        "leaves external attributes, 28, leaves is no regular file",
        "leaves offset, 0, leaves does not begin where the file in front of it ends",
        "key.vkey local extra, 0, key.vkey has an extra field that no file of a bundle has",
        "key.vkey central extra, 0, key.vkey has an extra field that no file of a bundle has",
        "key.vkey central extra, 31, key.vkey has an extra field that breaks off",
        "key.vkey central extra time, 1, key.vkey has an extra field that no file of a bundle has",
        "key.vkey central extra time, 39, key.vkey has another time in an extra field of its local header",
        "end signature, 0, its last 22 bytes are no end record without a comment",
        "end disk, 0, it is part of a zip on several disks",
        "end directory disk, 15, it is part of a zip on several disks",
        "end files here, 0, 'the end record counts the files twice, and differently'",
        "end files here + end files, 0, the directory does not have the files that the end record counts",
        "end files here + end files, 2, the directory does not have the files that the end record counts",
        "end files here + end files, 15, 'it has 32771 files, and a bundle at most 10000'",
        "end bytes, 0, the directory does not end where the end record begins",
        "end bytes, 31, its directory has more than 4194304 bytes",
        "end offset, 0, the directory does not end where the end record begins",
        "end comment length, 0, it has a comment"
    })
    void aRuleThatOneBitBreaksIsNamed(String fields, int bit, String sentence) throws Exception {
        byte[] zip = made.bytes();
        for (String field : fields.split(" \\+ ", -1)) {
            zip = flipped(zip, made.place(field), bit);
        }
        assertThat(refusal(zip)).endsWith("made.zip is no bundle: " + sentence);
    }

    @Test
    void whateverBitIsChangedNobodyReadsSomethingElse() throws Exception {
        Seen before = seen(made.bytes());
        Set<String> unread = new TreeSet<>();
        for (int bit = 0; bit < 8 * made.bytes().length; bit++) {
            byte[] zip = flipped(made.bytes(), 0, bit);
            String field = made.field(bit / 8);
            if (refusal(zip) == null) {
                Seen now = seen(zip);
                assertThat(now.files()).as(field).isEqualTo(before.files());
                if (isPadding(field, bit)) {
                    assertThat(now).isEqualTo(before);
                } else if (field.endsWith(" data")) {
                    assertThat(now.content()).as(field).isNotEqualTo(before.content());
                    assertThat(now.content())
                            .as("%s: one of them can't be read", field)
                            .anyMatch(
                                    content -> content.contains("Exception: ") || content.contains("Contradiction: "));
                } else {
                    assertThat(now).isEqualTo(before);
                    unread.add(field.substring(field.indexOf(' ') + 1));
                }
            }
        }
        assertThat(unread).isEqualTo(UNREAD);
    }

    /// RFC 1951 has five bits behind the type of a stored block that mean nothing.
    private boolean isPadding(String field, int bit) {
        return made.field(bit / 8).matches("(leaves|key.vkey) data") && bit / 8 == made.place(field) && bit % 8 > 2;
    }

    @Test
    void aByteMoreOrLessIsRefusedWhereverItIs() throws Exception {
        byte[] zip = made.bytes();
        for (int at = 0; at <= zip.length; at++) {
            ByteArrayOutputStream more = new ByteArrayOutputStream();
            more.write(zip, 0, at);
            more.write(0);
            more.write(zip, at, zip.length - at);
            assertThat(refusal(more.toByteArray())).as("a byte more at %d", at).contains(" is no bundle: ");
        }
        for (int at = 0; at < zip.length; at++) {
            assertThat(refusal(Arrays.copyOf(zip, at))).as("cut at %d", at).contains(" is no bundle: ");
            ByteArrayOutputStream less = new ByteArrayOutputStream();
            less.write(zip, 0, at);
            less.write(zip, at + 1, zip.length - at - 1);
            assertThat(refusal(less.toByteArray())).as("a byte less at %d", at).contains(" is no bundle: ");
        }
    }

    @Test
    void whatIsNoZipIsRefusedInOneSentence() throws Exception {
        assertThat(refusal(new byte[0])).endsWith("made.zip is no bundle: it is shorter than an end record");
        assertThat(refusal("no zip, but a text of some length\n".getBytes(StandardCharsets.UTF_8)))
                .endsWith("made.zip is no bundle: its last 22 bytes are no end record without a comment");
        assertThatThrownBy(() -> BundleZip.open(directory.resolve("none.zip")))
                .isInstanceOf(UnreadableBundleException.class)
                .hasMessage("there is no file " + directory.resolve("none.zip"));
        assertThatThrownBy(() -> BundleZip.open(directory))
                .isInstanceOf(UnreadableBundleException.class)
                .hasMessageStartingWith(directory + " can't be read");
    }

    @Test
    void aZipWithoutAManifestIsRefused() throws Exception {
        byte[] zip = made.bytes();
        zip = flipped(flipped(zip, made.place("manifest.json name"), 0), made.place("manifest.json local name"), 0);
        assertThat(refusal(zip)).endsWith("made.zip is no bundle: it has no manifest.json");
    }

    @Test
    void aRegularUnixFileIsOne() throws Exception {
        assertThat(refusal(flipped(made.bytes(), made.place("leaves external attributes"), 31)))
                .isNull();
    }

    /// Beyond 4 GiB, of which only the headers are written and read.
    @ParameterizedTest
    @CsvSource({"0xFFFFFFFE, true", "0xFFFFFFFF, false", "0x140000000, true"})
    void whatDoesNotFitStandsInZip64FieldsAndNothingElseDoes(String size, boolean described) throws Exception {
        HandMadeZip large = HandMadeZip.withHole(Long.decode(size), described);
        Path file = directory.resolve("large.zip");
        large.write(file);
        List<ZippedFile> before = files(file);
        assertThat(before).extracting(ZippedFile::name).containsExactly("leaves", "manifest.json");
        assertThat(before.getFirst().size()).isEqualTo(Long.decode(size));
        try (BundleZip bundle = BundleZip.open(file)) {
            assertThat(content(bundle, bundle.files().getLast())).isEqualTo("{}");
        }
        Set<String> unread = new TreeSet<>();
        byte[] bytes = large.bytes();
        try (FileChannel change = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                String field = large.field(bit / 8);
                if (field.endsWith(" data")) {
                    continue;
                }
                large.write(change, bit / 8, (byte) (bytes[bit / 8] ^ 1 << bit % 8));
                try {
                    assertThat(files(file)).as(field).isEqualTo(before);
                    unread.add(field.substring(field.indexOf(' ') + 1));
                } catch (UnreadableBundleException refused) {
                    assertThat(refused).hasMessageContaining("large.zip is no bundle: ");
                }
                large.write(change, bit / 8, bytes[bit / 8]);
            }
        }
        Set<String> expected = new TreeSet<>(UNREAD);
        expected.add("end versions");
        assertThat(unread).isEqualTo(expected);
    }

    private static List<ZippedFile> files(Path file) throws IOException, UnreadableBundleException {
        try (BundleZip bundle = BundleZip.open(file)) {
            return bundle.files();
        }
    }

    @Test
    void whatCannotBeInflatedIsToldApartFromWhatIsOnlyAnotherContent() throws Exception {
        int data = made.place("leaves data");
        // Another letter; a block of the type that does not exist; a block that is not the last one.
        assertThat(seen(flipped(made.bytes(), data + 5, 0)).content().get(1))
                .isEqualTo("Contradiction: its CRC-32 is not the one that the directory says");
        assertThat(seen(flipped(flipped(made.bytes(), data, 1), data, 2))
                        .content()
                        .get(1))
                .isEqualTo("IOException: the data can't be inflated: invalid block type");
        assertThat(seen(flipped(made.bytes(), data, 0)).content().get(1))
                .isEqualTo("IOException: the data can't be inflated: they break off");
    }

    @Test
    void contentIsReadInPiecesOfAnySize() throws Exception {
        Files.write(directory.resolve("made.zip"), made.bytes());
        try (BundleZip bundle = BundleZip.open(directory.resolve("made.zip"));
                InputStream in = bundle.read("leaves")) {
            assertThat(IntStream.range(0, 5).map(_ -> one(in)))
                    .containsExactly((int) 'a', (int) 'b', (int) 'c', -1, -1);
        }
    }

    private static int one(InputStream in) {
        try {
            return in.read();
        } catch (IOException unreadable) {
            return -2;
        }
    }
}
