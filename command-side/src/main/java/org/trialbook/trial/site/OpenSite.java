package org.trialbook.trial.site;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.DATA_MANAGER;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SharedReasons;

/// Opens a site for enrolment: once, and after the protocol. Site `1` of one hospital's list is `01` or `001` here:
/// whoever reads numbers takes the two for one, so that no second one of them is opened.
public final class OpenSite extends Act<StudyId, OpenSite.Body, OpenSite.State> {
    private static final Reason SITE_NUMBER_TAKEN =
            Reason.of("site-number-taken", "Two sites differ in their numbers, and not only in the zeros in front.");

    private static final List<Rule<Command<StudyId, Body>, State>> RULES =
            List.of((command, state) -> state.protocol ? null : SharedReasons.noProtocol(), OpenSite::numberFree);

    /// @param zone IANA time zone, such as `Europe/Berlin`
    public record Body(
            SiteId site,
            @Text(longest = 200) String name,
            @Text(form = Text.Form.ZONE) String zone) {}

    public OpenSite() {
        super("open-site", Target.STUDY, Body.class, ADMINISTRATOR, DATA_MANAGER);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Boundary boundary(Command<StudyId, Body> command) {
        return Boundary.none().andTypes(ProtocolPublished.class).andTypes(SiteOpened.class);
    }

    public static final class State implements Fold {
        private final Set<SiteId> open = new HashSet<>();
        private boolean protocol;

        @Override
        public void apply(RecordedEvent recorded) {
            switch (recorded.event()) {
                case ProtocolPublished _ -> protocol = true;
                case SiteOpened opened -> open.add(opened.site());
                default -> {}
            }
        }
    }

    @Override
    public State initial(Command<StudyId, Body> command) {
        return new State();
    }

    @Override
    protected List<Rule<Command<StudyId, Body>, State>> rules() {
        return RULES;
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, State state) {
        Body body = command.body();
        return Outcome.recorded(new SiteOpened(
                command.study(),
                body.site(),
                body.name(),
                ZoneId.of(body.zone()).getId()));
    }

    private static @Nullable Refusal numberFree(Command<StudyId, Body> command, State state) {
        SiteId site = command.body().site();
        // An older record may hold a number in two spellings: the one that is written as asked counts.
        if (state.open.contains(site)) {
            return SharedReasons.alreadyRecorded("site " + site + " is open");
        }
        return state.open.stream()
                .filter(open -> Integer.parseInt(open.value()) == Integer.parseInt(site.value()))
                .findFirst()
                .map(open -> SITE_NUMBER_TAKEN.with("site", site).with("open", open))
                .orElse(null);
    }
}
