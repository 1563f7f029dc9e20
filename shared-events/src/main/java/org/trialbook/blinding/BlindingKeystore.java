package org.trialbook.blinding;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.trialbook.event.EventJson;
import tools.jackson.core.JacksonException;

/// The blinding key in a file of its own, `{"id":"…","key":"<base64 of 32 bytes>"}`. A process that must
/// stay blind is not given the file. Whoever loses it loses every sealed field for ever.
public final class BlindingKeystore {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");

    private record Stored(String id, String key) {}

    private BlindingKeystore() {}

    /// The key in the file.
    ///
    /// @param random the source of nonces
    /// @throws UnusableSecretException when the file is missing, malformed, or open to others
    public static BlindingKey open(Path file, SecureRandom random) {
        byte[] content = SecretFile.read(file);
        try {
            Stored stored = EventJson.mapper().readValue(content, Stored.class);
            if (stored != null && stored.id() != null && stored.key() != null) {
                byte[] key = Base64.getDecoder().decode(stored.key());
                if (key.length == 32 && ID.matcher(stored.id()).matches()) {
                    return new AesGcmBlindingKey(stored.id(), key, random);
                }
            }
        } catch (JacksonException | IllegalArgumentException e) {
            // Told below without its cause, whose message could repeat part of the key.
        }
        throw new UnusableSecretException(
                file, "is no blinding key: expected {\"id\":\"…\",\"key\":\"<base64 of 32 bytes>\"}");
    }

    /// The key in the file; where there is none, a new one is drawn and written first.
    ///
    /// @throws UnusableSecretException when a file is there and cannot be used; it is left as it is
    public static BlindingKey createIfMissing(Path file, SecureRandom random) {
        if (!file.toFile().exists()) {
            byte[] id = new byte[4];
            byte[] key = new byte[32];
            random.nextBytes(id);
            random.nextBytes(key);
            Stored drawn = new Stored(
                    "blinding-" + HexFormat.of().formatHex(id),
                    Base64.getEncoder().encodeToString(key));
            SecretFile.create(file, EventJson.mapper().writeValueAsBytes(drawn));
        }
        return open(file, random);
    }
}
