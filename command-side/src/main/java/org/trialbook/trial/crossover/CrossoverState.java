package org.trialbook.trial.crossover;

import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.OfSubject;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.SubjectEvent.CrossoverApproved;
import org.trialbook.event.SubjectEvent.CrossoverDenied;
import org.trialbook.event.SubjectEvent.CrossoverRequested;

/// A subject, and how far it is with a crossover.
public final class CrossoverState implements Fold, OfSubject {
    private final SubjectState subject = new SubjectState();
    private int requests;
    private boolean crossedOver;
    private @Nullable CrossoverRequested pending;

    @Override
    public SubjectState subject() {
        return subject;
    }

    @Override
    public void apply(RecordedEvent recorded) {
        subject.apply(recorded);
        switch (recorded.event()) {
            case CrossoverRequested requested -> {
                requests = requested.crossover();
                pending = requested;
            }
            case CrossoverApproved _ -> {
                crossedOver = true;
                pending = null;
            }
            case CrossoverDenied _ -> pending = null;
            default -> {}
        }
    }

    int requests() {
        return requests;
    }

    boolean crossedOver() {
        return crossedOver;
    }

    /// The request that nobody has answered yet; null when there is none.
    @Nullable
    CrossoverRequested pending() {
        return pending;
    }
}
