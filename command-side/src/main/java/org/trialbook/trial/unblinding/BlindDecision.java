package org.trialbook.trial.unblinding;

import java.util.Set;
import org.trialbook.event.EventTag;
import org.trialbook.event.StudyEvent.EnvelopesIssued;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Boundary.Criterion;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.OnSubject;

/// A decision about the blind of one subject: its chart, the envelopes of its site, and whether the study is unblinded.
/// None of them waits for anybody else's consent, and the study's lock stops none: a patient's safety does not wait.
abstract class BlindDecision<A extends OnSubject> implements Decision<A, Blind> {

    private final String act;
    private final Class<A> acts;

    BlindDecision(String act, Class<A> acts) {
        this.act = act;
        this.acts = acts;
    }

    @Override
    public final String act() {
        return act;
    }

    @Override
    public final Class<A> acts() {
        return acts;
    }

    @Override
    public final Boundary boundary(A asked) {
        return Boundary.ofSubject(asked.subject())
                .and(new Criterion(
                        Set.of(EnvelopesIssued.class),
                        Set.of(new EventTag(
                                EventTag.SITE, asked.subject().site().value()))))
                .andTypes(StudyUnblinded.class);
    }

    @Override
    public final Blind initial(A asked) {
        return Blind.kept();
    }

    @Override
    public final Blind evolve(Blind blind, TrialEvent event) {
        return blind.evolve(event);
    }
}
