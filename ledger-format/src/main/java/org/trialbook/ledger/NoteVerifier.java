package org.trialbook.ledger;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A public key that an inspector trusts, with the name it signs under. Its text form is the C2SP verifier key,
/// `name+hexkeyid+base64(type ‖ public key)`; the type says whether it is a log's or a witness's.
public final class NoteVerifier {

    private final KeyType type;
    private final String name;
    private final byte[] rawKey;
    private final Ed25519Key key;
    private final int keyId;

    /// @throws IllegalArgumentException if no key can have that name, or the bytes are no key to believe
    NoteVerifier(String name, KeyType type, byte[] rawKey) {
        this.name = KeyName.require(name);
        this.type = type;
        this.rawKey = rawKey;
        this.keyId = KeyName.id(name, type, rawKey);
        this.key = new Ed25519Key(rawKey);
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
        if (bytes.length != 1 + Ed25519Key.BYTES || bytes[0] != type.id()) {
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
            case LOG -> key.verify(text, signature);
            case WITNESS ->
                signature.length == Cosignature.BYTES
                        && Cosignature.seconds(signature) > 0
                        && key.verify(
                                Cosignature.message(Cosignature.seconds(signature), text),
                                Arrays.copyOfRange(signature, Long.BYTES, signature.length));
        };
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
        byte[] typed = new byte[1 + Ed25519Key.BYTES];
        typed[0] = type.id();
        System.arraycopy(rawKey, 0, typed, 1, Ed25519Key.BYTES);
        return name + "+" + HexFormat.of().toHexDigits(keyId) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
