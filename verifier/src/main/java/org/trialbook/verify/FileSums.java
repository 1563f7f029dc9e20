package org.trialbook.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.trialbook.ledger.Finding;
import org.trialbook.ledger.Sha256;

/// The SHA-256 of every file below a directory, as its file [#FILE] states them: a line for each, which
/// `sha256sum --check` reads.
///
/// @param byFile lower-case hexadecimal, by the file's path below the directory
public record FileSums(SortedMap<String, String> byFile) {

    public static final String FILE = "SHA256SUMS";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([^\\\\\n\r]+)");
    private static final int AT_ONCE = 1 << 16;

    /// Of what is there, but for [#FILE].
    public static FileSums of(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(directory)) {
            files = found.filter(path -> !Files.isDirectory(path)).toList();
        }
        SortedMap<String, String> sums = new TreeMap<>();
        for (Path file : files) {
            sums.put(directory.relativize(file).toString().replace('\\', '/'), sha256(file));
        }
        sums.remove(FILE);
        return new FileSums(sums);
    }

    /// As the directory states them.
    ///
    /// @throws IOException when there is no such file, or it says something else
    public static FileSums statedIn(Path directory) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        for (String line : new String(Files.readAllBytes(directory.resolve(FILE)), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IOException(directory.resolve(FILE) + " does not list files with their SHA-256");
            }
            sums.put(matcher.group(2), matcher.group(1));
        }
        return new FileSums(sums);
    }

    /// What [#FILE] is to say.
    public byte[] format() {
        StringBuilder lines = new StringBuilder();
        byFile.forEach(
                (file, sum) -> lines.append(sum).append("  ").append(file).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// In what a directory differs from these.
    public List<Finding> against(Path directory) throws IOException {
        SortedMap<String, String> there = of(directory).byFile();
        List<Finding> findings = new ArrayList<>();
        byFile.forEach((file, sum) -> {
            String found = there.remove(file);
            if (found == null) {
                findings.add(new Finding.MissingEntry(file));
            } else if (!found.equals(sum)) {
                findings.add(new Finding.MalformedEntry(file, "its SHA-256 is not the one that " + FILE + " states"));
            }
        });
        there.keySet().forEach(file -> findings.add(new Finding.MalformedEntry(file, FILE + " does not name it")));
        return findings;
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] part = new byte[AT_ONCE];
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                digest.update(part, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
