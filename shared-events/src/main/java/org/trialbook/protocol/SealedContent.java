package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What is sealed in a record, by what it tells. A protocol says for each kind who may know it.
public enum SealedContent {
    /// Arms, and whatever is done or asked for because of one: attempts at the implant, crossovers, notes, guesses.
    ALLOCATION,
    /// The answers on the forms that tell the arm, such as how a device is programmed.
    DEVICE_DATA,
    /// What the core laboratory read of a subject, the answers that the protocol marks as telling the arm among it. To
    /// whom, of whom and when it is told says [CoreLabResults].
    CORE_LAB_RESULTS;

    /// As in protocols, such as `device-data`.
    @JsonValue
    public String storedName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return storedName();
    }
}
