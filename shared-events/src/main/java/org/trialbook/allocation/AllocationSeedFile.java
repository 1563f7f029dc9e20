package org.trialbook.allocation;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.trialbook.blinding.SecretFile;
import org.trialbook.blinding.UnusableSecretException;
import org.trialbook.event.EventJson;
import tools.jackson.core.JacksonException;

/// The allocation seed in a file of its own, `{"seed":"<base64 of 32 bytes>"}`. Whoever reads it knows
/// every future arm; whoever loses it can randomize nobody any more.
public final class AllocationSeedFile {

    private record Stored(String seed) {}

    private AllocationSeedFile() {}

    /// The seed in the file.
    ///
    /// @throws UnusableSecretException when the file is missing, malformed, or open to others
    public static AllocationSeed open(Path file) {
        byte[] content = SecretFile.read(file);
        try {
            Stored stored = EventJson.mapper().readValue(content, Stored.class);
            if (stored != null && stored.seed() != null) {
                return new AllocationSeed(Base64.getDecoder().decode(stored.seed()));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            // Told below without its cause, whose message could repeat part of the seed.
        }
        throw new UnusableSecretException(file, "is no allocation seed: expected {\"seed\":\"<base64 of 32 bytes>\"}");
    }

    /// The seed in the file; where there is none, a new one is drawn and written first.
    ///
    /// @throws UnusableSecretException when a file is there and cannot be used; it is left as it is
    public static AllocationSeed createIfMissing(Path file, SecureRandom random) {
        if (!file.toFile().exists()) {
            byte[] seed = new byte[32];
            random.nextBytes(seed);
            Stored drawn = new Stored(Base64.getEncoder().encodeToString(seed));
            SecretFile.create(file, EventJson.mapper().writeValueAsBytes(drawn));
        }
        return open(file);
    }
}
