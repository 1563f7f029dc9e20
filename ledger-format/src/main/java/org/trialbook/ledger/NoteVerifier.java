package org.trialbook.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A public key that an inspector trusts, with the name it signs under. Its text form is the C2SP verifier key,
/// `name+hexkeyid+base64(type ‖ public key)`; the type says whether it is a log's or a witness's.
public final class NoteVerifier {

    static final int KEY_BYTES = 32;

    /// What stands before the 32 bytes of an Ed25519 key in its X.509 form, RFC 8410.
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final KeyType type;
    private final String name;
    private final byte[] rawKey;
    private final PublicKey key;
    private final int keyId;

    NoteVerifier(String name, KeyType type, byte[] rawKey) {
        this.name = KeyName.require(name);
        this.type = type;
        this.rawKey = rawKey;
        this.keyId = KeyName.id(name, type, rawKey);
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(rawKey, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        try {
            this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            // The point is decoded only now; better to refuse it here than at the first signature.
            Signature.getInstance("Ed25519").initVerify(key);
        } catch (GeneralSecurityException notAPoint) {
            throw new IllegalArgumentException("not an Ed25519 public key", notAPoint);
        }
    }

    /// Reads the text form of a log's key.
    ///
    /// @throws IllegalArgumentException if it is not a verifier key for Ed25519, or its id is not that of
    /// the key
    public static NoteVerifier parse(String text) {
        return parse(text, KeyType.LOG);
    }

    /// Reads the text form of a key of that type.
    ///
    /// @throws IllegalArgumentException if it is not a verifier key of that type, or its id is not that of
    /// the key
    public static NoteVerifier parse(String text, KeyType type) {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a verifier key reads name+id+key");
        }
        byte[] bytes = decode(parts[2]);
        if (bytes.length != 1 + KEY_BYTES || bytes[0] != type.id()) {
            throw new IllegalArgumentException("the verifier key is not an Ed25519 key for " + type.purpose());
        }
        NoteVerifier verifier = new NoteVerifier(parts[0], type, Arrays.copyOfRange(bytes, 1, bytes.length));
        if (!verifier.toString().equals(text)) {
            throw new IllegalArgumentException("the verifier key is not " + verifier + " as its content says");
        }
        return verifier;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("the verifier key is not Base64", malformed);
        }
    }

    public String name() {
        return name;
    }

    public KeyType type() {
        return type;
    }

    /// Identifies the key among those of the same name; not a guard against forgery.
    public int keyId() {
        return keyId;
    }

    /// The 32 bytes of the key in hexadecimal, the same under every name and type.
    String publicKey() {
        return HexFormat.of().formatHex(rawKey);
    }

    boolean verify(byte[] text, byte[] signature) {
        return switch (type) {
            case LOG -> verifyEd25519(text, signature);
            case WITNESS ->
                signature.length == Cosignature.BYTES
                        && Cosignature.seconds(signature) > 0
                        && verifyEd25519(
                                Cosignature.message(Cosignature.seconds(signature), text),
                                Arrays.copyOfRange(signature, Long.BYTES, signature.length));
        };
    }

    private boolean verifyEd25519(byte[] text, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(text);
            return ed25519.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has Ed25519", impossible);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NoteVerifier that
                && type == that.type
                && name.equals(that.name)
                && Arrays.equals(rawKey, that.rawKey);
    }

    @Override
    public int hashCode() {
        return keyId;
    }

    /// The text form.
    @Override
    public String toString() {
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = type.id();
        System.arraycopy(rawKey, 0, typed, 1, KEY_BYTES);
        return name + "+" + HexFormat.of().toHexDigits(keyId) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
