package org.trialbook.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.trialbook.ledger.NoteVerifier;

/// The keys of one log, oldest first, in `keys`: the one this witness was first told, and each that its predecessor
/// handed over to.
final class KnownKeys {

    private KnownKeys() {}

    /// The key in force. Writes down the one given, when it is the first.
    ///
    /// @throws MisuseException if the one given was never a key of that log: nobody but the log replaces
    /// its key
    static NoteVerifier inForce(Path directory, NoteVerifier given) throws IOException {
        Files.createDirectories(directory);
        List<NoteVerifier> known = read(directory);
        if (known.isEmpty()) {
            write(directory, List.of(given));
            return given;
        }
        if (!known.contains(given)) {
            throw new MisuseException("This witness knows " + given.name() + " by another key, " + known.getLast()
                    + ". If the log changed its key, run: trialbook witness rotate --note <the log's rotation note>");
        }
        return known.getLast();
    }

    static void add(Path directory, NoteVerifier successor) throws IOException {
        List<NoteVerifier> known = new ArrayList<>(read(directory));
        known.add(successor);
        write(directory, known);
    }

    static List<NoteVerifier> read(Path directory) throws IOException {
        Path file = directory.resolve("keys");
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(NoteVerifier::parse).toList()
                : List.of();
    }

    private static void write(Path directory, List<NoteVerifier> keys) throws IOException {
        StringBuilder text = new StringBuilder();
        keys.forEach(key -> text.append(key).append('\n'));
        DurableFile.replace(directory.resolve("keys"), text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
