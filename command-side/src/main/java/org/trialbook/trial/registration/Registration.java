package org.trialbook.trial.registration;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventTag;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Boundary.Criterion;
import org.trialbook.trial.act.DayBounds;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.SequenceRefusal.NoProtocol;
import org.trialbook.trial.act.SequenceRefusal.SiteNotOpen;

/// Decides a registration and gives the next screening number of the site, without a gap.
public final class Registration implements Decision<RegisterSubject, Registration.State> {

    /// @param zone of the site; null as long as it is not open
    /// @param subjects how many subjects the site has registered
    public record State(boolean protocol, @Nullable ZoneId zone, int subjects) {}

    private static final int LAST_NUMBER = 9_999;
    private static final int OLDEST = 120;

    private static final List<Rule<RegisterSubject, State>> RULES = List.of(
            new Rule<>("the protocol is published", (act, state) -> state.protocol() ? null : new NoProtocol()),
            new Rule<>("the site is open", (act, state) -> state.zone() != null ? null : new SiteNotOpen(act.site())),
            new Rule<>("it has happened", Registration::happened),
            new Rule<>("the birth year is plausible", Registration::plausible),
            new Rule<>(
                    "the site has a number left",
                    (act, state) -> state.subjects() < LAST_NUMBER
                            ? null
                            : new RegistrationRefusal.SiteIsFull(act.site(), state.subjects())));

    @Override
    public String act() {
        return "register-subject";
    }

    @Override
    public Class<RegisterSubject> acts() {
        return RegisterSubject.class;
    }

    @Override
    public Boundary boundary(RegisterSubject act) {
        return Boundary.none()
                .andTypes(ProtocolPublished.class)
                .andSite(act.site())
                .and(new Criterion(
                        Set.of(SubjectRegistered.class),
                        Set.of(new EventTag(EventTag.SITE, act.site().value()))));
    }

    @Override
    public State initial(RegisterSubject act) {
        return new State(false, null, 0);
    }

    @Override
    public State evolve(State state, TrialEvent event) {
        return switch (event) {
            case ProtocolPublished ignored -> new State(true, state.zone(), state.subjects());
            case SiteOpened opened -> new State(state.protocol(), ZoneId.of(opened.zone()), state.subjects());
            case SubjectRegistered ignored -> new State(state.protocol(), state.zone(), state.subjects() + 1);
            default -> state;
        };
    }

    @Override
    public Outcome decide(RegisterSubject act, State state) {
        return Rule.firstBroken(RULES, act, state)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new SubjectRegistered(
                        act.context().study(),
                        new SubjectId(String.format(Locale.ROOT, "%s-%03d", act.site(), state.subjects() + 1)),
                        act.site(),
                        act.registeredOn(),
                        act.birthYear(),
                        act.sex())));
    }

    private static @Nullable Refusal happened(RegisterSubject act, State state) {
        return DayBounds.refusal(act.registeredOn(), act.context().today(Objects.requireNonNull(state.zone())));
    }

    private static @Nullable Refusal plausible(RegisterSubject act, State state) {
        int latest = act.registeredOn().getYear();
        boolean plausible = act.birthYear() >= latest - OLDEST && act.birthYear() <= latest;
        return plausible
                ? null
                : new RegistrationRefusal.ImplausibleBirthYear(act.birthYear(), latest - OLDEST, latest);
    }
}
