package org.trialbook.trial.assessment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Act;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.AssessmentRecorded;
import org.trialbook.event.Value;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol.Form;
import org.trialbook.protocol.Seals;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Rules;
import org.trialbook.trial.act.SequenceRefusal.AlreadyRecorded;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.FormRules;
import org.trialbook.trial.subject.SubjectDecision;
import org.trialbook.trial.subject.SubjectRules;
import org.trialbook.trial.subject.VisitDays;

/// Decides whether a form is recorded, and seals the answers that any version of the protocol marked as revealing.
public final class Assessment extends SubjectDecision<RecordAssessment> {

    private static final SubjectRules<RecordAssessment> SHARED =
            SubjectRules.dated("record-assessment", RecordAssessment::assessedOn);
    private static final List<Rule<RecordAssessment, Chart>> RULES = Rules.and(
            SHARED.ofFact(
                    new Rule<>(
                            "the visit has the form", (act, chart) -> FormRules.known(chart, act.visit(), act.form())),
                    new Rule<>(
                            "who fills it in may know what it reveals",
                            (act, chart) -> FormRules.mayKnow(
                                    chart, act.form(), act.context().actor()))),
            new Rule<>("the visit is anchored", (act, chart) -> VisitDays.anchored(chart, act.visit())),
            new Rule<>(
                    "it was not filled in before what the visit is counted from",
                    (act, chart) -> VisitDays.notBeforeItsAnchor(chart, act.visit(), act.assessedOn())),
            new Rule<>("the visit was not missed", (act, chart) -> VisitDays.notMissed(chart, act.visit())),
            new Rule<>("the form is not recorded yet", Assessment::notRecorded),
            new Rule<>("the answers fit the form", Assessment::answersFit));

    public Assessment() {
        super("record-assessment", RecordAssessment.class);
    }

    @Override
    public Outcome decide(RecordAssessment act, Chart chart) {
        return Rule.firstBroken(RULES, act, chart)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(record(act, FormRules.form(chart, act.form()), chart.seals())));
    }

    private static AssessmentRecorded record(RecordAssessment act, Form form, Seals seals) {
        Map<String, Value> open = new TreeMap<>();
        Map<String, Value> revealing = new TreeMap<>();
        act.values()
                .forEach((code, value) -> (seals.isSealed(
                                        form.code(), form.item(code).orElseThrow())
                                ? revealing
                                : open)
                        .put(code, value));
        return new AssessmentRecorded(
                act.context().study(),
                act.subject(),
                act.subject().site(),
                act.visit(),
                act.form(),
                act.assessedOn(),
                open,
                seals.anyOn(form.code()) ? Sealed.of(revealing) : null);
    }

    private static @Nullable Refusal notRecorded(RecordAssessment act, Chart chart) {
        String form = act.visit() + "/" + act.form();
        return chart.history().orElseThrow().forms().containsKey(form)
                ? new AlreadyRecorded("form %s of visit %s".formatted(act.form(), act.visit()), Act.CORRECT_VALUE)
                : null;
    }

    private static @Nullable Refusal answersFit(RecordAssessment act, Chart chart) {
        List<Item> items = FormRules.form(chart, act.form()).items();
        Refusal unfit = FormRules.fit(chart, items, act.values(), act.context());
        return unfit != null ? unfit : FormRules.ageFits(chart, items, act.values(), act.assessedOn());
    }
}
