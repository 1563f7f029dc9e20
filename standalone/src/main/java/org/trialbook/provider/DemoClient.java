package org.trialbook.provider;

import java.security.SecureRandom;
import java.util.HexFormat;

/// The one client of the demo's provider: the console that runs in the same process.
///
/// @param secret drawn anew at each start, and never written anywhere
public record DemoClient(String id, String secret) {

    static DemoClient drawn() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return new DemoClient("trialbook-console", HexFormat.of().formatHex(secret));
    }

    @Override
    public String toString() {
        return "DemoClient[" + id + "]";
    }
}
