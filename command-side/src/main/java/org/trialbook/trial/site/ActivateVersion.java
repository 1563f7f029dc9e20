package org.trialbook.trial.site;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.DATA_MANAGER;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.VersionsInForce;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.StudyEvent.VersionActivated;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.DayBounds;
import org.trialbook.trial.rules.SharedReasons;

/// Lets a later version of the protocol hold at a site, once the site's ethics committee has approved it. Other
/// sites go on under theirs.
public final class ActivateVersion extends Act<SiteId, ActivateVersion.Body, ActivateVersion.State> {
    private static final Reason NOTHING_TO_ACTIVATE =
            Reason.of("nothing-to-activate", "The newest version of the protocol holds at the site.");

    private static final List<Rule<Command<SiteId, Body>, State>> RULES = List.of(
            (command, state) -> state.versions.newest().isEmpty() ? SharedReasons.noProtocol() : null,
            (command, state) -> state.zone == null ? SharedReasons.siteNotOpen(command.target()) : null,
            (command, state) -> state.versions.waitingAt(command.target()).isEmpty()
                    ? NOTHING_TO_ACTIVATE.with("site", command.target())
                    : null,
            ActivateVersion::waits,
            (command, state) -> DayBounds.refusal(
                    command.body().approvedOn(), command.context().today(Objects.requireNonNull(state.zone))));

    /// @param version which is to hold, of those that are newer than the site's
    /// @param approvedOn the day of the ethics committee's approval
    /// @param approval the committee's reference
    public record Body(
            @Text(longest = 64) String version,
            LocalDate approvedOn,
            @Text(longest = 200) String approval) {}

    public ActivateVersion() {
        super("activate-version", Target.SITE, Body.class, ADMINISTRATOR, DATA_MANAGER);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Boundary boundary(Command<SiteId, Body> command) {
        return Boundary.none().andVersionsAt(command.target());
    }

    public static final class State implements Fold {
        private VersionsInForce versions = VersionsInForce.NONE;
        private @Nullable ZoneId zone;

        @Override
        public void apply(RecordedEvent recorded) {
            versions = versions.after(recorded.event(), recorded.position());
            if (recorded.event() instanceof SiteOpened opened) {
                zone = ZoneId.of(opened.zone());
            }
        }
    }

    @Override
    public State initial(Command<SiteId, Body> command) {
        return new State();
    }

    @Override
    protected List<Rule<Command<SiteId, Body>, State>> rules() {
        return RULES;
    }

    @Override
    protected Outcome accept(Command<SiteId, Body> command, State state) {
        Body body = command.body();
        return Outcome.recorded(new VersionActivated(
                command.study(), command.target(), body.version(), body.approvedOn(), body.approval()));
    }

    private static @Nullable Refusal waits(Command<SiteId, Body> command, State state) {
        List<String> waiting = state.versions.waitingAt(command.target());
        return waiting.contains(command.body().version())
                ? null
                : SharedReasons.unknownCode("version", command.body().version(), waiting);
    }
}
