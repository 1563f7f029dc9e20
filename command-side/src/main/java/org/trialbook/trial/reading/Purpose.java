package org.trialbook.trial.reading;

import java.util.Locale;

/// What a read of a recording is for, in the words of the record.
enum Purpose {
    /// The read under whose code the recording was registered; its words are not stored.
    FIRST,
    /// The other of two independent reads.
    SECOND,
    /// A third read, where the two differ too much.
    ADJUDICATION,
    /// Again by somebody who has read the recording.
    INTRA_READER,
    /// Again by somebody who has not.
    INTER_READER;

    String stored() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Purpose of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// Whether its result may be the recording's own, rather than a measure of reading.
    boolean independent() {
        return this == FIRST || this == SECOND;
    }
}
