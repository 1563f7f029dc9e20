package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What becomes of forms that take no entries and no corrections any more.
public enum FormLock {
    /// For a while: the data are being looked at.
    FROZEN,
    UNFROZEN,
    /// For good, unless two people find otherwise.
    LOCKED,
    /// By the first of them.
    UNLOCK_REQUESTED,
    /// By the second.
    UNLOCKED;

    @JsonValue
    public String storedName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
