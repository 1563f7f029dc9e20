package org.trialbook.access.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// By what a token is remembered without being kept: the hash of what its issuer signed.
///
/// Not of all its text. A signature can be written in several ways that are all valid (the other root of ECDSA, the
/// unused bits of Base64), and a token that was signed out must not come back in other clothes.
record TokenName(String sha256) {

    /// @param token header, claims and signature, with dots between them
    static TokenName of(String token) {
        int signature = token.lastIndexOf('.');
        String signed = signature < 0 ? token : token.substring(0, signature);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(signed.getBytes(StandardCharsets.UTF_8));
            return new TokenName(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
