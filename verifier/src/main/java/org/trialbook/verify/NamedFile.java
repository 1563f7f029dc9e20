package org.trialbook.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file that the inspector has named. What the system says of one that can't be read is its name alone, or less.
final class NamedFile {

    private NamedFile() {}

    /// @throws IOException with a sentence that says which file and why
    static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new IOException("there is no file " + file, missing);
        } catch (AccessDeniedException denied) {
            throw new IOException(file + " may not be read", denied);
        } catch (IOException unreadable) {
            throw new IOException(file + (Files.isDirectory(file) ? " is a directory" : " can't be read"), unreadable);
        }
    }

    /// What is not UTF-8 in it is replaced.
    ///
    /// @throws IOException with a sentence that says which file and why
    static String text(Path file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }
}
