package org.trialbook.trial.site;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Outcome.Refused;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.SequenceRefusal.AlreadyRecorded;
import org.trialbook.trial.act.SequenceRefusal.NoProtocol;

/// Decides whether a site is opened: once, and after the protocol. Site `1` of one hospital's list is `01` or `001`
/// here: whoever reads numbers takes the two for one, so that no second one of them is opened.
public final class SiteOpening implements Decision<OpenSite, SiteOpening.State> {

    /// @param open the number under which this site is open already, be it with other zeros in front, or null
    public record State(
            SiteId asked, boolean protocol, @Nullable SiteId open) {}

    /// The site's number stands for an open site, written with more or fewer zeros in front.
    ///
    /// @param open as it is written for the open one
    public record NumberTaken(SiteId site, SiteId open) implements Refusal {
        @Override
        public String name() {
            return "site-number-taken";
        }

        @Override
        public String rule() {
            return "Two sites differ in their numbers, and not only in the zeros in front.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("site", site.value(), "open", open.value());
        }
    }

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
        return Boundary.none().andTypes(ProtocolPublished.class).andTypes(SiteOpened.class);
    }

    @Override
    public State initial(OpenSite act) {
        return new State(act.site(), false, null);
    }

    @Override
    public State evolve(State state, TrialEvent event) {
        return switch (event) {
            case ProtocolPublished ignored -> new State(state.asked(), true, state.open());
            case SiteOpened opened
            when sameNumber(opened.site(), state) -> new State(state.asked(), state.protocol(), opened.site());
            default -> state;
        };
    }

    /// An older record may hold both: the one that is written as asked counts.
    private static boolean sameNumber(SiteId site, State state) {
        return site.equals(state.asked())
                || (!state.asked().equals(state.open())
                        && Integer.parseInt(site.value())
                                == Integer.parseInt(state.asked().value()));
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
        if (state.open() != null && !state.open().equals(act.site())) {
            return new Refused(new NumberTaken(act.site(), state.open()));
        }
        if (state.open() != null) {
            return new Refused(new AlreadyRecorded("site " + act.site() + " is open"));
        }
        return Outcome.recorded(new SiteOpened(
                act.context().study(), act.site(), act.name(), act.zone().getId()));
    }
}
