package org.trialbook.ledger;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The private key of a log or a witness. Its text form, `PRIVATE+KEY+name+hexkeyid+base64(type ‖ seed)`, is that
/// of Go's note package, and must be kept as the secret it is.
public final class NoteSigner {

    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final PrivateKey key;
    private final NoteVerifier verifier;

    private NoteSigner(String name, KeyType type, byte[] seed) {
        this.seed = seed;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new OnlyThisSeed(seed));
            KeyPair pair = generator.generateKeyPair();
            this.key = pair.getPrivate();
            byte[] encoded = ((EdECPublicKey) pair.getPublic()).getEncoded();
            this.verifier = new NoteVerifier(
                    name, type, Arrays.copyOfRange(encoded, encoded.length - Ed25519Key.BYTES, encoded.length));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has Ed25519", impossible);
        }
    }

    /// Makes a new key for a log.
    ///
    /// @throws IllegalArgumentException if the name is empty or has white space or a plus sign
    public static NoteSigner generate(String name, SecureRandom random) {
        return generate(name, KeyType.LOG, random);
    }

    /// Makes a new key of that type.
    ///
    /// @throws IllegalArgumentException if the name is empty or has white space or a plus sign
    public static NoteSigner generate(String name, KeyType type, SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new NoteSigner(name, type, seed);
    }

    /// Reads the text form of a log's key. The messages of its errors never repeat the text.
    ///
    /// @throws IllegalArgumentException if it is not a signer key, or its id is not that of the key
    public static NoteSigner parse(String text) {
        return parse(text, KeyType.LOG);
    }

    /// Reads the text form of a key of that type. The messages of its errors never repeat the text.
    ///
    /// @throws IllegalArgumentException if it is not a signer key of that type, or its id is not that of
    /// the key
    public static NoteSigner parse(String text, KeyType type) {
        String[] parts =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\+", 3) : new String[0];
        if (parts.length != 3) {
            throw new IllegalArgumentException("a signer key reads " + PREFIX + "name+id+key");
        }
        NoteSigner signer = new NoteSigner(parts[0], type, seed(parts[2], type));
        if (!signer.format().equals(text)) {
            throw new IllegalArgumentException("the signer key's id does not belong to its content");
        }
        return signer;
    }

    private static byte[] seed(String base64, KeyType type) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException secret) {
            // The cause is left out: its message quotes a character of the key.
            bytes = new byte[0];
        }
        if (bytes.length != 1 + SEED_BYTES || bytes[0] != type.id()) {
            throw new IllegalArgumentException("the signer key is not an Ed25519 key for " + type.purpose());
        }
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    /// The text form, which is secret.
    public String format() {
        byte[] typed = ByteBuffer.allocate(1 + SEED_BYTES)
                .put(verifier.type().id())
                .put(seed)
                .array();
        return PREFIX + name() + "+" + HexFormat.of().toHexDigits(verifier.keyId()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    public String name() {
        return verifier.name();
    }

    /// The public half.
    public NoteVerifier verifier() {
        return verifier;
    }

    /// @throws IllegalArgumentException if this is a witness's key: it never signs without the time
    byte[] sign(byte[] text) {
        if (verifier.type() != KeyType.LOG) {
            throw new IllegalArgumentException(
                    "the key of " + name() + " is for " + verifier.type().purpose());
        }
        return ed25519(text);
    }

    byte[] cosign(long seconds, byte[] text) {
        if (verifier.type() != KeyType.WITNESS) {
            throw new IllegalArgumentException(
                    "the key of " + name() + " is for " + verifier.type().purpose());
        }
        byte[] signature = ed25519(Cosignature.message(seconds, text));
        return ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(seconds)
                .put(signature)
                .array();
    }

    private byte[] ed25519(byte[] text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(text);
            return ed25519.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has Ed25519", impossible);
        }
    }

    /// Names the key and never shows it, so that it can't end up in a log file.
    @Override
    public String toString() {
        return "NoteSigner[" + verifier + "]";
    }

    /// The JDK offers no way from a seed to the public key but to generate a pair from "randomness" that is
    /// the seed.
    private static final class OnlyThisSeed extends SecureRandom {

        private final transient byte[] seed;

        OnlyThisSeed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
