package org.trialbook.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of the sound directory, and what is done to it.
///
/// @param file below the directory
/// @param what `missing`, `older` or which bit
/// @param flipped which bit, in thousandths of the file; -1 for none
record FileDamage(String file, String what, int flipped) {
    @Override
    public String toString() {
        return file + " " + what;
    }

    String name() {
        return Path.of(file).getFileName().toString();
    }

    void in(Path data, Path earlier) throws IOException {
        Path damaged = data.resolve(file);
        switch (what) {
            case "missing" -> Files.delete(damaged);
            case "older" -> Files.write(damaged, Files.readAllBytes(earlier.resolve(file)));
            default -> {
                byte[] bytes = Files.readAllBytes(damaged);
                bytes[(int) (used(bytes) * (long) flipped / 1000)] ^= 1;
                Files.write(damaged, bytes);
            }
        }
    }

    /// A segment ends with zeros, of which most of the file is made.
    private static int used(byte[] bytes) {
        int used = bytes.length;
        while (used > 0 && bytes[used - 1] == 0) {
            used--;
        }
        return used;
    }
}
