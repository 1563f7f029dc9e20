package org.trialbook.trial.visit;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.VisitStates;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;
import org.trialbook.trial.rules.VisitRules;

/// Records that a visit did not take place: once its window has closed, with one of the protocol's reasons.
public final class MissVisit extends SubjectAct<MissVisit.Body, VisitStates> {
    private static final Reason TOOK_PLACE =
            Reason.of("visit-took-place", "A visit at which forms were filled in or recordings made was not missed.");
    private static final Reason WINDOW_STILL_OPEN =
            Reason.of("visit-window-still-open", "A visit is missed only once its window has closed.");
    private static final Reason UNSCHEDULED = Reason.of(
            "visit-is-unscheduled", "A visit that nobody planned takes place, or there is none to be missed.");
    private static final Reason ENDED = Reason.of(
            "visits-have-ended",
            "Nothing is missed of visits that the protocol ends by something that happened before they were due.");

    private final List<Rule<Command<SubjectId, Body>, VisitStates>> rules = fact(
            (command, visits) -> VisitRules.known(visits, command.body().visit()),
            MissVisit::knownReason,
            MissVisit::planned,
            (command, visits) -> VisitRules.anchored(visits, command.body().visit()),
            MissVisit::neitherDoneNorMissed,
            MissVisit::nothingMadeAtIt,
            MissVisit::notEnded,
            this::windowClosed);

    /// @param visit a code of the protocol's visits
    /// @param reason a code of the protocol's reasons for missed visits
    public record Body(String visit, String reason) {}

    public MissVisit() {
        super("miss-visit", Body.class, COORDINATOR, INVESTIGATOR);
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, VisitStates>> rules() {
        return rules;
    }

    /// What comes before a visit that is done comes before one that is missed.
    @Override
    protected String orderedAs() {
        return "record-visit";
    }

    @Override
    public VisitStates initial(Command<SubjectId, Body> command) {
        return new VisitStates();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, VisitStates visits) {
        Body body = command.body();
        return Outcome.recorded(new VisitMissed(
                command.study(),
                command.target(),
                command.target().site(),
                body.visit(),
                body.reason(),
                visits.window(body.visit()).orElse(null)));
    }

    private static @Nullable Refusal knownReason(Command<SubjectId, Body> command, VisitStates visits) {
        List<String> known = SharedReasons.codes(visits.subject().protocol().missedVisitReasons());
        String given = command.body().reason();
        return known.contains(given) ? null : SharedReasons.unknownCode("missed-visit reason", given, known);
    }

    private static @Nullable Refusal planned(Command<SubjectId, Body> command, VisitStates visits) {
        String visit = command.body().visit();
        return visits.visit(visit).unscheduled() ? UNSCHEDULED.with("visit", visit) : null;
    }

    private static @Nullable Refusal notEnded(Command<SubjectId, Body> command, VisitStates visits) {
        String visit = command.body().visit();
        return visits.schedule()
                .end(visits.visit(visit))
                .map(end -> ENDED.with("visit", visit).with("by", end.by()).with("on", end.on()))
                .orElse(null);
    }

    private static @Nullable Refusal neitherDoneNorMissed(Command<SubjectId, Body> command, VisitStates visits) {
        String visit = command.body().visit();
        return visits.state(visit)
                .map(state -> switch (state) {
                    case DONE -> SharedReasons.alreadyRecorded("visit %s is done".formatted(visit));
                    case MISSED -> SharedReasons.alreadyRecorded("visit %s is missed".formatted(visit), "record-visit");
                })
                .orElse(null);
    }

    private static @Nullable Refusal nothingMadeAtIt(Command<SubjectId, Body> command, VisitStates visits) {
        List<String> made = visits.madeAt(command.body().visit());
        return made.isEmpty()
                ? null
                : TOOK_PLACE.with("visit", command.body().visit()).with("made", String.join(", ", made));
    }

    private @Nullable Refusal windowClosed(Command<SubjectId, Body> command, VisitStates visits) {
        LocalDate day = day(command, visits);
        String visit = command.body().visit();
        return visits.window(visit)
                .filter(window -> !day.isAfter(window.closes()))
                .map(window -> WINDOW_STILL_OPEN.with("visit", visit).with("closes", window.closes()))
                .orElse(null);
    }
}
