package org.trialbook.trial.deviation;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.MONITOR;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.FoundDeviations;
import org.trialbook.casebook.FoundDeviations.Finding;
import org.trialbook.casebook.OfSubject;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.SubjectState;
import org.trialbook.casebook.VisitDates;
import org.trialbook.event.RuleEvent.FoundDeviationRecorded;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// Records as a deviation what a rule finds with a subject: each finding once, and again where the data are others
/// since.
public final class RecordFoundDeviation extends SubjectAct<RecordFoundDeviation.Body, RecordFoundDeviation.Found> {
    static final Reason NO_SUCH_FINDING =
            Reason.of("no-such-finding", "Only what the rule finds with the subject as it stands is recorded.");

    /// @param visit which one, of a visit outside its window
    /// @param note sealed, because it may tell the arm
    public record Body(
            @Text(
                    oneOf = {
                        FoundDeviations.VISIT_OUT_OF_WINDOW,
                        FoundDeviations.INELIGIBLE,
                        FoundDeviations.WRONG_STRATUM
                    })
            String rule,

            @Nullable String visit,
            @Text(form = Text.Form.NOTE) String note) {}

    public RecordFoundDeviation() {
        super("record-found-deviation", Body.class, COORDINATOR, INVESTIGATOR, MONITOR, DATA_MANAGER);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    /// The subject, its visits, and what is found with it.
    public static final class Found implements Fold, OfSubject {
        private final SubjectState subject = new SubjectState();
        private final FoundDeviations found = new FoundDeviations();
        private VisitDates visits = VisitDates.NONE;

        @Override
        public SubjectState subject() {
            return subject;
        }

        @Override
        public void apply(RecordedEvent recorded) {
            subject.apply(recorded);
            found.apply(recorded.event());
            if (recorded.event() instanceof SubjectEvent event) {
                visits = visits.after(event);
            }
        }

        private Optional<Finding> finding(Body body) {
            return found.all(visits.outcomes()).stream()
                    .filter(finding -> finding.what().rule().equals(body.rule()))
                    .filter(finding -> Objects.equals(finding.what().visit(), body.visit()))
                    .findFirst();
        }
    }

    @Override
    public Found initial(Command<SubjectId, Body> command) {
        return new Found();
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, Found>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                RecordFoundDeviation::isFound,
                RecordFoundDeviation::isNew);
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, Found state) {
        Finding finding = state.finding(command.body()).orElseThrow();
        return Outcome.recorded(new FoundDeviationRecorded(
                command.study(),
                command.target(),
                command.target().site(),
                finding.what(),
                finding.on() == null ? state.subject().when("randomize").orElseThrow() : finding.on(),
                Sealed.of(command.body().note())));
    }

    private static @Nullable Refusal isFound(Command<SubjectId, Body> command, Found state) {
        Body body = command.body();
        if (state.finding(body).isPresent()) {
            return null;
        }
        Refusal refusal = NO_SUCH_FINDING.with("rule", body.rule());
        return body.visit() == null ? refusal : refusal.with("visit", body.visit());
    }

    private static @Nullable Refusal isNew(Command<SubjectId, Body> command, Found state) {
        return state.finding(command.body()).orElseThrow().recorded()
                ? SharedReasons.alreadyRecorded("as it was found")
                : null;
    }
}
