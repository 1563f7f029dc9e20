package org.trialbook.access.demo;

/// The token with which anybody may read the demo's meters. It is no secret, and is refused outside the demo.
public final class DemoScrape {

    public static final String TOKEN = "trialbook-demo-scrape-token-which-is-no-secret";

    private static final String PREFIX = "trialbook-demo-";

    private DemoScrape() {}

    /// Whether a token is a demo's.
    public static boolean isDemoToken(String token) {
        return token.startsWith(PREFIX);
    }
}
