package org.trialbook.access.token;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The secret with which a monitoring system reads the meters. It is the operator's, and no person's token. Where
/// none is configured nobody can read them, not even from the same machine.
public final class ScrapeToken {

    private static final int SHORTEST = 32;
    private static final String SCHEME = "Bearer ";

    /// The hash of the secret. It is compared in a time that does not depend on how much of a guess is right.
    private final byte @Nullable [] hash;

    private ScrapeToken(byte @Nullable [] hash) {
        this.hash = hash;
    }

    /// @param secret null when none is configured
    /// @throws IllegalArgumentException when it is so short that it can be guessed
    public static ScrapeToken of(@Nullable String secret) {
        if (secret == null) {
            return new ScrapeToken(null);
        }
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "trialbook.scrape-token: at least %d characters, such as `openssl rand -hex 32` gives"
                            .formatted(SHORTEST));
        }
        return new ScrapeToken(sha256(secret));
    }

    /// Whether the request carries it, in its one `Authorization` header.
    public boolean isIn(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        return hash != null
                && headers.size() == 1
                && headers.getFirst().startsWith(SCHEME)
                && MessageDigest.isEqual(hash, sha256(headers.getFirst().substring(SCHEME.length())));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
