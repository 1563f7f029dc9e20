package org.trialbook.access.demo;

/// A demo's key, issuer or scrape token is configured, but the profile `demo` isn't active. The server doesn't start:
/// anybody who has seen the demo could sign in to it as anybody.
public final class DemoSecretsOutsideDemoException extends RuntimeException {

    public DemoSecretsOutsideDemoException(String property, String value) {
        super(("%s = %s belongs to the demo, and this is not the demo. Name your own identity provider with "
                        + "trialbook.identity.issuer and trialbook.identity.jwk-set-uri and a token of your own with "
                        + "trialbook.scrape-token, or start with the profile 'demo'.")
                .formatted(property, value));
    }
}
