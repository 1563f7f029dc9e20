package org.trialbook.verify.kit;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Sha256;

/// Signatures over texts that our own code would not sign.
final class RawNote {

    private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private RawNote() {}

    /// The 64 bytes of an Ed25519 signature.
    static byte[] signature(NoteSigner key, byte[] text) {
        String[] parts = key.format().split("\\+");
        byte[] typed =
                Base64.getDecoder().decode(key.format().substring(key.format().indexOf(parts[4])));
        byte[] encoded = Arrays.copyOf(PKCS8, PKCS8.length + 32);
        System.arraycopy(typed, 1, encoded, PKCS8.length, 32);
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
            ed25519.update(text);
            return ed25519.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The same signature with S + L for S, which a lax reader takes.
    static byte[] malleable(byte[] signature) {
        byte[] s = new byte[32];
        for (int i = 0; i < 32; i++) {
            s[i] = signature[63 - i];
        }
        byte[] more = new BigInteger(1, s).add(ORDER).toByteArray();
        byte[] result = signature.clone();
        for (int i = 0; i < 32; i++) {
            result[32 + i] = i < more.length ? more[more.length - 1 - i] : 0;
        }
        return result;
    }

    static String base64(int keyId, byte[] signature) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(4 + signature.length)
                        .putInt(keyId)
                        .put(signature)
                        .array());
    }

    static String line(String name, int keyId, byte[] signature) {
        return "\u2014 " + name + " " + base64(keyId, signature) + "\n";
    }

    static String line(NoteSigner key, String text) {
        return line(key.name(), key.verifier().keyId(), signature(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    /// A text with the signature of a key, whatever the text is.
    static String of(NoteSigner key, String text) {
        return text + "\n" + line(key, text);
    }

    /// A public key as it is handed out, whether it is one or not.
    static String vkey(String name, int type, String hex) {
        byte[] typed = HexFormat.of().parseHex("%02x".formatted(type) + hex);
        byte[] hashed = Sha256.digest()
                .digest(ByteBuffer.allocate(name.getBytes(StandardCharsets.UTF_8).length + 1 + typed.length)
                        .put(name.getBytes(StandardCharsets.UTF_8))
                        .put((byte) '\n')
                        .put(typed)
                        .array());
        return name + "+" + HexFormat.of().formatHex(hashed, 0, 4) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
