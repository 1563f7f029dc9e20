package org.trialbook.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.trialbook.ledger.KeyType;
import org.trialbook.ledger.NoteSigner;

/// The witness's key: made once, in `witness.key`, readable by its owner only; its public half in `witness.pub`,
/// for logs and readers.
final class WitnessKey {

    private WitnessKey() {}

    /// @throws MisuseException if the key there bears another name
    static NoteSigner open(Path directory, String name, SecureRandom random) throws IOException {
        Path file = directory.resolve("witness.key");
        if (!Files.exists(file)) {
            NoteSigner made = generate(name, random);
            DurableFile.replaceSecret(file, (made.format() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        NoteSigner key = NoteSigner.parse(Files.readString(file).strip(), KeyType.WITNESS);
        if (!key.name().equals(name)) {
            throw new MisuseException("The key in " + file + " is that of " + key.name() + ", not of " + name + ".");
        }
        DurableFile.replace(directory.resolve("witness.pub"), (key.verifier() + "\n").getBytes(StandardCharsets.UTF_8));
        return key;
    }

    private static NoteSigner generate(String name, SecureRandom random) {
        try {
            return NoteSigner.generate(name, KeyType.WITNESS, random);
        } catch (IllegalArgumentException e) {
            throw new MisuseException("--name: " + e.getMessage() + ".");
        }
    }
}
