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
import org.trialbook.casebook.UrgentVersions;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.UrgentVersionEvent.LateApprovalRecorded;
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

/// Records that a site's ethics committee has approved a version which holds there already, because of an immediate
/// hazard: see [ActivateVersion].
public final class RecordLateApproval extends Act<SiteId, RecordLateApproval.Body, RecordLateApproval.State> {
    private static final Reason AWAITS_NO_APPROVAL = Reason.of(
            "awaits-no-approval",
            "An approval is recorded afterwards of a version that holds at the site because of a hazard, once.");

    private static final List<Rule<Command<SiteId, Body>, State>> RULES = List.of(
            (command, state) -> state.zone == null ? SharedReasons.siteNotOpen(command.target()) : null,
            RecordLateApproval::awaits,
            (command, state) -> DayBounds.refusal(
                    command.body().approvedOn(), command.context().today(Objects.requireNonNull(state.zone))));

    /// @param version which holds at the site since a hazard was said
    /// @param approvedOn the day of the ethics committee's approval
    /// @param approval the committee's reference
    public record Body(
            @Text(longest = 64) String version,
            LocalDate approvedOn,
            @Text(longest = 200) String approval) {}

    public RecordLateApproval() {
        super("record-late-approval", Target.SITE, Body.class, ADMINISTRATOR, DATA_MANAGER);
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
        private final UrgentVersions urgent = new UrgentVersions();
        private @Nullable ZoneId zone;

        @Override
        public void apply(RecordedEvent recorded) {
            urgent.take(recorded.event(), recorded.recordedAt());
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
        return Outcome.recorded(new LateApprovalRecorded(
                command.study(), command.target(), body.version(), body.approvedOn(), body.approval()));
    }

    private static @Nullable Refusal awaits(Command<SiteId, Body> command, State state) {
        String version = command.body().version();
        return state.urgent
                        .at(command.target(), version)
                        .filter(UrgentVersions.Urgent::awaitsApproval)
                        .isPresent()
                ? null
                : AWAITS_NO_APPROVAL.with("site", command.target()).with("version", version);
    }
}
