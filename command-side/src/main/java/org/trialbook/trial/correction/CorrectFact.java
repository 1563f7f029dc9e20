package org.trialbook.trial.correction;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.StatedFact;
import org.trialbook.casebook.StatedFacts;
import org.trialbook.casebook.VisitDates;
import org.trialbook.casebook.VisitOutcome;
import org.trialbook.casebook.VisitSchedule;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.CourseFact;
import org.trialbook.event.MovedVisit;
import org.trialbook.event.SubjectId;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Visit;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.FormRules;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// Corrects a fact of a subject's course: the registration, the consent, what became of a visit, the day of the
/// first attempt at the implant, the withdrawal. Old, new and why; what was recorded first stays in the record.
/// What is counted from it is counted anew: windows, and on which side of them visits lie that were recorded.
public final class CorrectFact extends SubjectAct<CorrectFact.Body, StatedFacts> {
    private static final Reason FACT_NOT_RECORDED =
            Reason.of("fact-not-recorded", "Only what was recorded is corrected.");

    /// @param visit absent unless the fact is a visit
    /// @param from what the fact says → as it stands, of what is wrong
    /// @param to the same → what it should say
    /// @param because open: everybody reads it
    public record Body(
            @Text(oneOf = {"registration", "consent", "visit", "implant", "withdrawal"})
            String fact,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String visit,

            Map<String, String> from,
            Map<String, String> to,
            @Text String because) {

        CasebookPlace place() {
            return visit == null ? CasebookPlace.SUBJECT : CasebookPlace.visit(visit);
        }

        CourseFact named() {
            return CourseFact.named(fact).orElseThrow();
        }
    }

    public CorrectFact() {
        super("correct-fact", Body.class, COORDINATOR, INVESTIGATOR);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public boolean showsRefusals() {
        return true;
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, StatedFacts>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                CorrectFact::factRecorded,
                (command, facts) ->
                        FormRules.mayChange(facts.subject(), command.body().place()),
                CorrectFact::knownFields,
                CorrectFact::oldValuesAreCurrent,
                CorrectFact::changes,
                (command, facts) -> CorrectedFactRules.fits(correction(command, facts), facts),
                (command, facts) ->
                        CorrectedFactRules.happened(correction(command, facts), facts, today(command, facts)),
                (command, facts) -> CorrectedFactRules.inOrder(correction(command, facts), facts),
                (command, facts) -> CorrectedFactRules.visitsCanHaveBeen(correction(command, facts), facts),
                (command, facts) -> CorrectedFactRules.notAfterTheWithdrawal(correction(command, facts), facts));
    }

    @Override
    public StatedFacts initial(Command<SubjectId, Body> command) {
        return new StatedFacts();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, StatedFacts facts) {
        FactCorrected correction = correction(command, facts);
        return Outcome.recorded(new FactCorrected(
                correction.study(),
                correction.subject(),
                correction.site(),
                correction.fact(),
                correction.visit(),
                correction.from(),
                correction.to(),
                moved(correction, facts),
                correction.because()));
    }

    /// What will be recorded, but for the visits that are moved by it.
    private static FactCorrected correction(Command<SubjectId, Body> command, StatedFacts facts) {
        Body body = command.body();
        return new FactCorrected(
                command.study(),
                command.target(),
                command.target().site(),
                body.named(),
                body.visit(),
                new TreeMap<>(body.from()),
                new TreeMap<>(body.to()),
                Map.of(),
                body.because());
    }

    /// The visits that lie otherwise in their windows afterwards, the corrected one among them.
    private static Map<String, MovedVisit> moved(FactCorrected correction, StatedFacts facts) {
        VisitSchedule before = facts.visits().schedule();
        VisitDates dates = before.dates().after(correction);
        VisitSchedule after = new VisitSchedule(dates, before.answers());
        Map<String, MovedVisit> moved = new HashMap<>();
        dates.outcomes().forEach((code, outcome) -> {
            Visit visit = facts.visitAsRecorded(code);
            if (code.equals(correction.visit()) || !before.window(visit).equals(after.window(visit))) {
                moved.put(code, moved(outcome, after.window(visit).orElse(null)));
            }
        });
        return new TreeMap<>(moved);
    }

    private static MovedVisit moved(VisitOutcome outcome, @Nullable VisitWindow window) {
        return new MovedVisit(
                window, window == null || outcome.doneOn() == null ? 0 : window.daysOutside(outcome.doneOn()));
    }

    private static StatedFact fact(Command<SubjectId, Body> command, StatedFacts facts) {
        Body body = command.body();
        return facts.fact(body.named(), body.visit()).orElseThrow();
    }

    private static @Nullable Refusal factRecorded(Command<SubjectId, Body> command, StatedFacts facts) {
        Body body = command.body();
        if (facts.fact(body.named(), body.visit()).isPresent()) {
            return null;
        }
        Refusal refusal = FACT_NOT_RECORDED.with("fact", body.fact());
        return body.visit() == null ? refusal : refusal.with("visit", body.visit());
    }

    private static @Nullable Refusal knownFields(Command<SubjectId, Body> command, StatedFacts facts) {
        List<String> known = List.copyOf(fact(command, facts).fields().keySet());
        return named(command).stream()
                .filter(field -> !known.contains(field))
                .findFirst()
                .map(field ->
                        SharedReasons.unknownCode("member of " + command.body().fact(), field, known))
                .orElse(null);
    }

    private static @Nullable Refusal oldValuesAreCurrent(Command<SubjectId, Body> command, StatedFacts facts) {
        StatedFact standing = fact(command, facts);
        for (String field : named(command)) {
            String current = standing.fields().get(field);
            if (current != null && !current.equals(command.body().from().get(field))) {
                return CorrectValue.VALUE_DIFFERS.with("member", field).with("current", current);
            }
        }
        return null;
    }

    private static @Nullable Refusal changes(Command<SubjectId, Body> command, StatedFacts facts) {
        Map<String, String> to = command.body().to();
        Map<String, String> from = command.body().from();
        return named(command).isEmpty()
                        || named(command).stream()
                                .anyMatch(field ->
                                        !to.containsKey(field) || to.get(field).equals(from.get(field)))
                ? CorrectValue.NOTHING_CHANGES.refusal()
                : null;
    }

    private static TreeSet<String> named(Command<SubjectId, Body> command) {
        TreeSet<String> named = new TreeSet<>(command.body().from().keySet());
        named.addAll(command.body().to().keySet());
        return named;
    }
}
