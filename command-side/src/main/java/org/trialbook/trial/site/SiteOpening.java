package org.trialbook.trial.site;

import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Outcome.Refused;
import org.trialbook.trial.act.SequenceRefusal.AlreadyRecorded;
import org.trialbook.trial.act.SequenceRefusal.NoProtocol;

/// Decides whether a site is opened: once, and after the protocol.
public final class SiteOpening implements Decision<OpenSite, SiteOpening.State> {

    public record State(boolean protocol, boolean open) {}

    @Override
    public String act() {
        return "open-site";
    }

    @Override
    public Class<OpenSite> acts() {
        return OpenSite.class;
    }

    @Override
    public Boundary boundary(OpenSite act) {
        return Boundary.none().andTypes(ProtocolPublished.class).andSite(act.site());
    }

    @Override
    public State initial(OpenSite act) {
        return new State(false, false);
    }

    @Override
    public State evolve(State state, TrialEvent event) {
        return switch (event) {
            case ProtocolPublished ignored -> new State(true, state.open());
            case SiteOpened ignored -> new State(state.protocol(), true);
            default -> state;
        };
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Outcome decide(OpenSite act, State state) {
        if (!state.protocol()) {
            return new Refused(new NoProtocol());
        }
        if (state.open()) {
            return new Refused(new AlreadyRecorded("site " + act.site() + " is open"));
        }
        return Outcome.recorded(new SiteOpened(
                act.context().study(), act.site(), act.name(), act.zone().getId()));
    }
}
