package org.trialbook.standalone;

import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Seals;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.publication.Publication;
import org.trialbook.trial.publication.PublishProtocol;

/// Publication as it is, and for a version that is called so as earlier programs decided it: they compared with nothing
/// that was sealed before. So a history can hold what an old log holds.
final class PublicationAsBefore implements Decision<PublishProtocol, Publication.State> {

    static final String VERSION = "as-before";

    private final Publication publication = new Publication();

    @Override
    public String act() {
        return publication.act();
    }

    @Override
    public Class<PublishProtocol> acts() {
        return publication.acts();
    }

    @Override
    public Boundary boundary(PublishProtocol act) {
        return publication.boundary(act);
    }

    @Override
    public Publication.State initial(PublishProtocol act) {
        return publication.initial(act);
    }

    @Override
    public Publication.State evolve(Publication.State state, TrialEvent event) {
        return publication.evolve(state, event);
    }

    @Override
    public Outcome decide(PublishProtocol act, Publication.State state) {
        boolean asBefore = act.protocol().version().equals(VERSION);
        return publication.decide(
                act,
                asBefore
                        ? new Publication.State(state.versions(), state.current(), Seals.NONE, state.randomized())
                        : state);
    }
}
