package org.trialbook.simulation;

/// What is wrong with the outside of a request; what is wrong with its content stands in the request.
public enum Fault {
    NONE,
    NO_KEY,
    TWO_KEYS,
    BROKEN_JSON,
    NOT_JSON,
    NO_TOKEN,
    EXPIRED_TOKEN,
    ALTERED_TOKEN
}
