package org.trialbook.store;

import java.time.Instant;
import java.util.Map;

/// Which tokens were signed out, beside the record and no part of it: the hash of a token and until when it would have
/// been valid.
public interface StoredSignOuts {

    void add(String name, Instant until);

    /// What is to be remembered after the instant, each with its `until`.
    Map<String, Instant> after(Instant now);
}
