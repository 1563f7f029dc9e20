package org.trialbook.trial.reading;

import org.trialbook.event.ReadCode;
import org.trialbook.trial.act.ActDesk;

/// An endpoint as it must not be: the reads are looked up before the first try, and not again at the second.
/// Nothing here is used; `LookedUpAtEachTryTest` must say so.
public final class LooksUpOnce {

    private LooksUpOnce() {}

    static void post(ActDesk desk, ActDesk.Received received, ReadFamilies families, ReadCode read) {
        ReadFamily family = families.of(read);
        desk.central(received, context -> new AssignRead(context, read, family, "reader-1"));
    }
}
