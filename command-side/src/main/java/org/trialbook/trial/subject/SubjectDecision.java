package org.trialbook.trial.subject;

import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.OnSubject;

/// A decision about one subject whose boundary is the subject's chart: all events of the subject, the opening of the
/// site, and the protocol.
public abstract class SubjectDecision<A extends OnSubject> implements Decision<A, Chart> {

    private final String act;
    private final Class<A> acts;

    protected SubjectDecision(String act, Class<A> acts) {
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
    public Boundary boundary(A asked) {
        return Boundary.ofSubject(asked.subject());
    }

    @Override
    public final Boundary further(A asked, Chart chart) {
        return ReadsAskedFor.boundary(act, chart);
    }

    @Override
    public final Chart initial(A asked) {
        return Chart.empty();
    }

    @Override
    public final Chart evolve(Chart chart, TrialEvent event) {
        return ChartFold.evolve(chart, event);
    }
}
