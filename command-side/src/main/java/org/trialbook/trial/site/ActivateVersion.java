package org.trialbook.trial.site;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.DATA_MANAGER;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.trialbook.event.UrgentVersionEvent.VersionActivatedAtOnce;
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

/// Lets a later version of the protocol hold at a site, once the site's ethics committee has approved it; or at once,
/// to eliminate an immediate hazard to subjects, and the approval follows ([RecordLateApproval]). Other sites go on
/// under theirs.
public final class ActivateVersion extends Act<SiteId, ActivateVersion.Body, ActivateVersion.State> {
    private static final Reason NOTHING_TO_ACTIVATE =
            Reason.of("nothing-to-activate", "The newest version of the protocol holds at the site.");

    private static final Reason APPROVED_OR_URGENT = Reason.of(
            "approved-or-urgent",
            "A version holds at a site by its committee's approval, of a day and with a reference; or at once because of an"
                    + " immediate hazard, which is said instead, and its approval is recorded by record-late-approval.");

    private static final List<Rule<Command<SiteId, Body>, State>> RULES = List.of(
            (command, state) -> state.versions.newest().isEmpty() ? SharedReasons.noProtocol() : null,
            (command, state) -> state.zone == null ? SharedReasons.siteNotOpen(command.target()) : null,
            (command, state) -> state.versions.waitingAt(command.target()).isEmpty()
                    ? NOTHING_TO_ACTIVATE.with("site", command.target())
                    : null,
            ActivateVersion::waits,
            ActivateVersion::approvedOrUrgent,
            (command, state) -> command.body().approvedOn() == null
                    ? null
                    : DayBounds.refusal(
                            command.body().approvedOn(), command.context().today(Objects.requireNonNull(state.zone))));

    /// @param version which is to hold, of those that are newer than the site's
    /// @param approvedOn the day of the ethics committee's approval; absent where a hazard is said
    /// @param approval the committee's reference; absent likewise
    /// @param hazard what subjects would be exposed to until it approves; absent where it has
    public record Body(
            @Text(longest = 64) String version,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LocalDate approvedOn,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Text(longest = 200) @Nullable
            String approval,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Text @Nullable
            String hazard) {
        public Body(String version, LocalDate approvedOn, String approval) {
            this(version, approvedOn, approval, null);
        }
    }

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
        return Outcome.recorded(
                body.hazard() == null
                        ? new VersionActivated(
                                command.study(),
                                command.target(),
                                body.version(),
                                Objects.requireNonNull(body.approvedOn()),
                                Objects.requireNonNull(body.approval()))
                        : new VersionActivatedAtOnce(command.study(), command.target(), body.version(), body.hazard()));
    }

    private static @Nullable Refusal approvedOrUrgent(Command<SiteId, Body> command, State state) {
        Body body = command.body();
        boolean approved = body.approvedOn() != null && body.approval() != null;
        boolean none = body.approvedOn() == null && body.approval() == null;
        return (body.hazard() == null ? approved : none) ? null : APPROVED_OR_URGENT.refusal();
    }

    private static @Nullable Refusal waits(Command<SiteId, Body> command, State state) {
        List<String> waiting = state.versions.waitingAt(command.target());
        return waiting.contains(command.body().version())
                ? null
                : SharedReasons.unknownCode("version", command.body().version(), waiting);
    }
}
