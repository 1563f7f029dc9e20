package org.trialbook.carryover;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import picocli.CommandLine;

/// A data directory that the last release with an embedded store has kept, with keys that were made for this test:
/// twelve events in ten blocks, a checkpoint over five of them and one over all, which a witness cosigned; two
/// recordings, the second of them in two chunks; one sign-out; and views.
final class OldDirectory {
    static final String ROOT = "mW2zRn3AZ1ztoAVd11IdV6BfOAWG4LUeH9B3FNjgmY0=";
    static final String WITNESS = "— witness.trialbook.example/only-a-test-key ";
    static final String PNG = "9f42df60ff75df60f0fa2bee0eea5445d2e736c46cf66e7fe3e654c9a2174b88";
    static final String DICOM = "12931f156329b1879cbe233770f1823428f8b855d729851263a21345d54e2b3d";
    static final String SIGNED_OUT = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";

    private static final int BLOCK = 4096;
    private static final int FOOTER = 128;
    private static final Pattern LENGTH_AND_SEAL =
            Pattern.compile("chunk:[0-9a-f]+,len:([0-9a-f]+),.*(crc32c:([0-9a-f]{8})\n)", Pattern.DOTALL);

    private final Path path;

    private OldDirectory(Path path) {
        this.path = path;
    }

    static OldDirectory unpack(Path parent) throws IOException {
        return unpack("data-directory.zip", parent);
    }

    /// The same keys beside a store of the format before.
    static OldDirectory unpackFormat1(Path parent) throws IOException {
        return unpack("data-directory-of-format-1.zip", parent);
    }

    private static OldDirectory unpack(String resource, Path parent) throws IOException {
        Path path = parent.resolve("old");
        try (InputStream packed =
                        Objects.requireNonNull(OldDirectory.class.getResourceAsStream("/" + resource), resource);
                ZipInputStream zip = new ZipInputStream(packed)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = path.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    Files.write(file, zip.readAllBytes());
                    // Nobody wrote to the store's files for the public.
                    mode(file, file.endsWith("log.pub") ? "rw-r--r--" : "rw-------");
                }
            }
        }
        return new OldDirectory(path);
    }

    static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    Path path() {
        return path;
    }

    Path store(String database) {
        return path.resolve("store").resolve(database + ".mv");
    }

    /// Puts other bytes in the place of some, wherever they stand in a file.
    void damage(Path file, String found, String instead) throws IOException {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (!bytes.contains(found)) {
            throw new IllegalArgumentException(found + " does not stand in " + file);
        }
        Files.writeString(file, bytes.replace(found, instead), StandardCharsets.ISO_8859_1);
    }

    /// Gives every commit of a store file the checksum that it would have, had it been written so: what is wrong is
    /// then found by what the record itself says.
    void sealAgain(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int end = 3 * BLOCK; end <= bytes.length; end += BLOCK) {
            String footer = new String(bytes, end - FOOTER, FOOTER, StandardCharsets.ISO_8859_1);
            Matcher parts = LENGTH_AND_SEAL.matcher(footer);
            if (parts.matches()) {
                int start = end - Integer.parseInt(parts.group(1), 16) * BLOCK;
                int seal = end - FOOTER + parts.start(2);
                CRC32C checksum = new CRC32C();
                checksum.update(bytes, start, seal - start);
                byte[] value = String.format("%08x", checksum.getValue()).getBytes(StandardCharsets.ISO_8859_1);
                System.arraycopy(value, 0, bytes, end - FOOTER + parts.start(3), value.length);
            }
        }
        Files.write(file, bytes);
    }

    /// Every file with its mode, its time and its bytes.
    Map<String, String> everything() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> found = Files.walk(path)) {
            for (Path each : found.toList()) {
                String content = Files.isDirectory(each) ? "" : Arrays.hashCode(Files.readAllBytes(each)) + " ";
                all.put(
                        path.relativize(each).toString(),
                        content + Files.getPosixFilePermissions(each) + " " + Files.getLastModifiedTime(each));
            }
        }
        return all;
    }

    /// What the command line did.
    record Run(int exit, String out, String err) {}

    Run carryTo(Path fresh) {
        return run("carry-over", path.toString(), fresh.toString());
    }

    static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = CarryOverMain.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exit = line.execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }
}
