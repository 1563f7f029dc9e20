package org.trialbook.blinding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// The blinding keys in a file of their own, `{"keys":[{"id":"…","key":"<base64 of 32 bytes>"},…]}`, the oldest
/// first; the newest seals and all open. A file with a single `{"id":"…","key":"…"}`, as written before keys could be
/// rotated, opens too. A process that must stay blind is not given the file. Whoever loses a key loses every field
/// sealed under it for ever.
public final class BlindingKeystore {

    /// A file that says anything twice, or more than the keys, is not taken for one that holds them.
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");
    /// As many as the longest secret file holds.
    private static final int MOST_KEYS = 32;

    private record Stored(@Nullable String id, @Nullable String key) {}

    private record Ring(@Nullable List<@Nullable Stored> keys) {}

    private BlindingKeystore() {}

    /// What became of a rotation.
    ///
    /// @param oldKey the id of the key that sealed until now
    /// @param newKey the id of the key that seals from the next start on
    public record Rotation(String oldKey, String newKey) {}

    /// The keys in the file, as one.
    ///
    /// @param random the source of nonces
    /// @throws UnusableSecretException when the file is missing, malformed, or open to others
    public static BlindingKey open(Path file, SecureRandom random) {
        return new KeyRing(read(file).stream()
                .map(stored -> new AesGcmBlindingKey(id(stored), bytes(stored), random))
                .toList());
    }

    /// The ids of the keys in the file, the oldest first.
    ///
    /// @throws UnusableSecretException as [#open]
    public static List<String> ids(Path file) {
        return read(file).stream().map(BlindingKeystore::id).toList();
    }

    /// The keys in the file; where there is none, a new one is drawn and written first.
    ///
    /// @throws UnusableSecretException when a file is there and cannot be used; it is left as it is
    public static BlindingKey createIfMissing(Path file, SecureRandom random) {
        if (!Files.exists(file)) {
            SecretFile.create(file, written(List.of(drawn(random))));
        }
        return open(file, random);
    }

    /// Draws a further key and adds it to the file. It is durable when this returns; running processes go on sealing
    /// under the old key until they are started again, and those started from now on open both.
    ///
    /// @throws UnusableSecretException when the file cannot be used or is full; it is left as it is
    public static Rotation addKey(Path file, SecureRandom random) {
        Path lock = file.resolveSibling("." + file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = channel.lock()) {
            List<Stored> keys = new ArrayList<>(read(file));
            if (keys.size() == MOST_KEYS) {
                throw new UnusableSecretException(file, "holds %d keys, and cannot hold more".formatted(MOST_KEYS));
            }
            Stored added = drawn(random);
            String old = id(keys.getLast());
            keys.add(added);
            SecretFile.replace(file, written(keys));
            return new Rotation(old, id(added));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    private static List<Stored> read(Path file) {
        byte[] content = SecretFile.read(file);
        try {
            JsonNode json = JSON.readTree(content);
            List<Stored> keys = new ArrayList<>();
            if (json.has("keys")) {
                List<@Nullable Stored> ring = JSON.treeToValue(json, Ring.class).keys();
                if (ring != null) {
                    ring.forEach(stored -> keys.add(sound(stored)));
                }
            } else if (json.isObject()) {
                keys.add(sound(JSON.treeToValue(json, Stored.class)));
            }
            if (!keys.isEmpty()
                    && keys.stream().map(BlindingKeystore::id).distinct().count() == keys.size()) {
                return keys;
            }
        } catch (JacksonException | IllegalArgumentException e) {
            // Told below without its cause, whose message could repeat part of the key.
        }
        throw new UnusableSecretException(
                file, "is no blinding key: expected {\"keys\":[{\"id\":\"…\",\"key\":\"<base64 of 32 bytes>\"}]}");
    }

    private static Stored sound(@Nullable Stored stored) {
        if (stored == null || !ID.matcher(id(stored)).matches() || bytes(stored).length != 32) {
            throw new IllegalArgumentException("not a key");
        }
        return stored;
    }

    private static String id(Stored stored) {
        if (stored.id() == null) {
            throw new IllegalArgumentException("a key has an id");
        }
        return stored.id();
    }

    private static byte[] bytes(Stored stored) {
        if (stored.key() == null) {
            throw new IllegalArgumentException("a key has bytes");
        }
        return Base64.getDecoder().decode(stored.key());
    }

    private static Stored drawn(SecureRandom random) {
        byte[] id = new byte[4];
        byte[] key = new byte[32];
        random.nextBytes(id);
        random.nextBytes(key);
        return new Stored(
                "blinding-" + HexFormat.of().formatHex(id), Base64.getEncoder().encodeToString(key));
    }

    private static byte[] written(List<Stored> keys) {
        return JSON.writeValueAsBytes(new Ring(List.copyOf(keys)));
    }
}
