package org.trialbook.trial.registration;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Boundary.Criterion;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.DayBounds;
import org.trialbook.trial.rules.SharedReasons;

/// Registers a person at screening and gives the next screening number of the site, without a gap.
public final class RegisterSubject extends Act<SiteId, RegisterSubject.Body, RegisterSubject.State> {
    private static final int LAST_NUMBER = 9_999;
    private static final Reason SITE_HAS_NO_NUMBER_LEFT =
            Reason.of("site-has-no-number-left", "A site gives at most 9,999 screening numbers.");

    private static final List<Rule<Command<SiteId, Body>, State>> RULES = List.of(
            (command, state) -> state.protocol ? null : SharedReasons.noProtocol(),
            (command, state) -> state.zone != null ? null : SharedReasons.siteNotOpen(command.target()),
            RegisterSubject::happened,
            RegisterSubject::plausible,
            RegisterSubject::numberLeft);

    /// @param sex as registered
    public record Body(
            LocalDate registeredOn,
            int birthYear,
            @Text(oneOf = {"female", "male", "other"}) String sex) {}

    public RegisterSubject() {
        super("register-subject", Target.SITE, Body.class, COORDINATOR, INVESTIGATOR);
    }

    @Override
    public boolean showsRefusals() {
        return true;
    }

    @Override
    public Boundary boundary(Command<SiteId, Body> command) {
        return Boundary.none()
                .andTypes(ProtocolPublished.class)
                .andSite(command.target())
                .and(new Criterion(
                        Set.of(SubjectRegistered.class),
                        Set.of(new EventTag(EventTag.SITE, command.target().value()))));
    }

    public static final class State implements Fold {
        private boolean protocol;
        private @Nullable ZoneId zone;
        private int subjects;

        @Override
        public void apply(RecordedEvent recorded) {
            switch (recorded.event()) {
                case ProtocolPublished _ -> protocol = true;
                case SiteOpened opened -> zone = ZoneId.of(opened.zone());
                case SubjectRegistered _ -> subjects++;
                default -> {}
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
        SiteId site = command.target();
        return Outcome.recorded(new SubjectRegistered(
                command.study(),
                new SubjectId(String.format(Locale.ROOT, "%s-%03d", site, state.subjects + 1)),
                site,
                command.body().registeredOn(),
                command.body().birthYear(),
                command.body().sex()));
    }

    private static @Nullable Refusal happened(Command<SiteId, Body> command, State state) {
        return DayBounds.refusal(
                command.body().registeredOn(), command.context().today(Objects.requireNonNull(state.zone)));
    }

    private static @Nullable Refusal plausible(Command<SiteId, Body> command, State state) {
        return SharedReasons.implausibleBirthYear(
                command.body().birthYear(), command.body().registeredOn());
    }

    private static @Nullable Refusal numberLeft(Command<SiteId, Body> command, State state) {
        return state.subjects < LAST_NUMBER
                ? null
                : SITE_HAS_NO_NUMBER_LEFT.with("site", command.target()).with("registered", state.subjects);
    }
}
