package org.trialbook.ledger;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/// An Ed25519 public key (RFC 8032) that a signature can be believed under.
///
/// The platform verifies as the page says: without the cofactor, with `S` below the order of the group, and refuses
/// points that are not written the one way. What it takes, and this refuses, are keys of small order: under each of
/// them anybody signs anything.
final class Ed25519Key {

    static final int BYTES = 32;

    /// What stands before the 32 bytes of an Ed25519 key in its X.509 form, RFC 8410.
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /// The y of two of the four points of order 8; that of the other two is its negative.
    private static final BigInteger OF_ORDER_8 =
            new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);

    /// The y of the points of order 1, 2, 4 and 8, of which there are eight.
    private static final Set<BigInteger> OF_SMALL_ORDER =
            Set.of(BigInteger.ONE, P.subtract(BigInteger.ONE), BigInteger.ZERO, OF_ORDER_8, P.subtract(OF_ORDER_8));

    private final PublicKey key;

    /// @throws IllegalArgumentException if the bytes are no point, not written the one way, or of small order
    Ed25519Key(byte[] raw) {
        BigInteger y = y(raw);
        if (y.compareTo(P) >= 0) {
            throw new IllegalArgumentException("not an Ed25519 public key: its y is not below 2^255-19");
        }
        if (OF_SMALL_ORDER.contains(y)) {
            throw new IllegalArgumentException(
                    "an Ed25519 public key of small order, under which anybody can sign anything");
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + BYTES);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, BYTES);
        try {
            key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            // The point is decoded only now; better to refuse it here than at the first signature.
            Signature.getInstance("Ed25519").initVerify(key);
        } catch (GeneralSecurityException notAPoint) {
            throw new IllegalArgumentException("not an Ed25519 public key", notAPoint);
        }
    }

    /// The bytes as a number, little-endian, without the highest bit, which is the sign of x.
    private static BigInteger y(byte[] raw) {
        byte[] bigEndian = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bigEndian[i] = raw[BYTES - 1 - i];
        }
        return new BigInteger(1, bigEndian).clearBit(8 * BYTES - 1);
    }

    boolean verify(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has Ed25519", impossible);
        }
    }
}
