package org.trialbook.casebook;

import java.time.LocalDate;

/// How far a subject is (CDISC DS).
public sealed interface Disposition {
    /// Nobody has registered the subject.
    record Unregistered() implements Disposition {}

    record Enrolled() implements Disposition {}

    /// Withdrawn, lost or dead: what it was is said by the event.
    record Discontinued(LocalDate on) implements Disposition {}
}
