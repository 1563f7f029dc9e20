package org.trialbook.access.token;

/// Nobody is configured who could say who a caller is. The server doesn't start.
public final class NoIdentityProviderException extends RuntimeException {

    public NoIdentityProviderException() {
        super("no identity provider: set trialbook.identity.issuer and trialbook.identity.jwk-set-uri, "
                + "or start with the profile 'demo'");
    }
}
