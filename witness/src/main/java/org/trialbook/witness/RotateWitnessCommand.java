package org.trialbook.witness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.UntrustedNoteException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trialbook witness rotate`: a log goes on under another key. A person does this, with the witness stopped:
/// nobody who reaches the witness over the network can make it believe another key.
@Command(
        name = "rotate",
        description = "Takes note that a log has handed over to another key. Stop the witness first.",
        mixinStandardHelpOptions = true)
final class RotateWitnessCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Option(names = "--dir", required = true, description = "the witness's directory")
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @Option(names = "--note", required = true, description = "the rotation note that both keys of the log signed")
    @SuppressWarnings("NullAway.Init")
    private Path note;

    @Override
    public Integer call() throws IOException {
        FileChannel lock = open();
        try (lock) {
            KeyRotation rotation = read();
            Path place = Witness.place(dir, rotation.origin());
            List<NoteVerifier> known = KnownKeys.read(place);
            if (known.isEmpty() || !known.getLast().equals(rotation.oldKey())) {
                throw new MisuseException("This witness does not know " + rotation.origin() + " by the key "
                        + rotation.oldKey() + ", which hands over.");
            }
            if (known.contains(rotation.newKey())) {
                throw new MisuseException(rotation.newKey() + " was in force before, and does not come back.");
            }
            KnownKeys.add(place, rotation.newKey());
            System.out.printf("%s goes on as %s%n", rotation.origin(), rotation.newKey());
            return 0;
        } catch (MisuseException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private FileChannel open() throws IOException {
        if (!Files.exists(dir.resolve("witness.key"))) {
            throw new ParameterException(spec.commandLine(), "There is no witness in " + dir + ".");
        }
        try {
            return Witness.lock(dir);
        } catch (MisuseException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private KeyRotation read() throws IOException {
        try {
            SignedNote signed = SignedNote.parse(Files.readAllBytes(note));
            String[] lines = signed.text().split("\n", -1);
            if (lines.length < 4) {
                throw new MisuseException(note + " is not a rotation note.");
            }
            KeyRotation rotation = new KeyRotation(NoteVerifier.parse(lines[2]), NoteVerifier.parse(lines[3]), signed);
            rotation.verify();
            return rotation;
        } catch (IllegalArgumentException | UntrustedNoteException e) {
            throw new MisuseException(note + " is not a rotation note that both keys signed: " + e.getMessage());
        }
    }
}
