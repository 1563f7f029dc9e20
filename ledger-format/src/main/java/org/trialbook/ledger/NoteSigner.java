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

/// The log's private key. Its text form, `PRIVATE+KEY+name+hexkeyid+base64(0x01 ‖ seed)`, is that of Go's note package,
/// and must be kept as the secret it is.
public final class NoteSigner {

    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final PrivateKey key;
    private final NoteVerifier verifier;

    private NoteSigner(String name, byte[] seed) {
        this.seed = seed;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new OnlyThisSeed(seed));
            KeyPair pair = generator.generateKeyPair();
            this.key = pair.getPrivate();
            byte[] encoded = ((EdECPublicKey) pair.getPublic()).getEncoded();
            this.verifier = new NoteVerifier(
                    name, Arrays.copyOfRange(encoded, encoded.length - NoteVerifier.KEY_BYTES, encoded.length));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has Ed25519", impossible);
        }
    }

    /// Makes a new key.
    ///
    /// @throws IllegalArgumentException if the name is empty or has white space or a plus sign
    public static NoteSigner generate(String name, SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new NoteSigner(name, seed);
    }

    /// Reads the text form. The messages of its errors never repeat the text.
    ///
    /// @throws IllegalArgumentException if it is not a signer key, or its id is not that of the key
    public static NoteSigner parse(String text) {
        String[] parts =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\+", 3) : new String[0];
        if (parts.length != 3) {
            throw new IllegalArgumentException("a signer key reads " + PREFIX + "name+id+key");
        }
        NoteSigner signer = new NoteSigner(parts[0], seed(parts[2]));
        if (!signer.format().equals(text)) {
            throw new IllegalArgumentException("the signer key's id does not belong to its content");
        }
        return signer;
    }

    private static byte[] seed(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException secret) {
            // Without the cause: its message quotes a character of the key.
            bytes = new byte[0];
        }
        if (bytes.length != 1 + SEED_BYTES || bytes[0] != KeyName.ED25519) {
            throw new IllegalArgumentException("the signer key is not an Ed25519 key");
        }
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    /// The text form, which is secret.
    public String format() {
        byte[] typed = ByteBuffer.allocate(1 + SEED_BYTES)
                .put(KeyName.ED25519)
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

    byte[] sign(byte[] text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(text);
            return ed25519.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has Ed25519", impossible);
        }
    }

    /// Never the key, so that it can't end up in a log file.
    @Override
    public String toString() {
        return "NoteSigner[" + verifier + "]";
    }

    /// The JDK offers no way from a seed to the public key but to generate a pair from "randomness" that is the seed.
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
