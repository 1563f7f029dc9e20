package org.trialbook.trial.correction;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.SubjectEvent.ValueCorrected;
import org.trialbook.event.Value;
import org.trialbook.protocol.Answers;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol.Form;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.SequenceRefusal.UnknownCode;
import org.trialbook.trial.correction.CorrectionRefusal.FormNotRecorded;
import org.trialbook.trial.correction.CorrectionRefusal.NothingChanges;
import org.trialbook.trial.correction.CorrectionRefusal.ValueDiffers;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.FormRules;
import org.trialbook.trial.subject.SubjectDecision;
import org.trialbook.trial.subject.SubjectRules;

/// Decides a correction (21 CFR 11.10(e)): old, new and why; the first answer stays in the record. Neither a
/// subject's withdrawal nor an amendment that leaves the form, the item or the visit out stops corrections.
public final class CorrectionOfValue extends SubjectDecision<CorrectValue> {

    private static final SubjectRules<CorrectValue> SHARED = SubjectRules.timed("correct-value");
    private static final List<Rule<CorrectValue, Chart>> RULES = List.of(
            SHARED.protocolPublished(),
            SHARED.subjectRegistered(),
            new Rule<>("the visit had the form", (act, chart) -> FormRules.everKnown(chart, act.visit(), act.form())),
            new Rule<>(
                    "who corrects it may know what it reveals",
                    (act, chart) ->
                            FormRules.mayKnow(chart, act.form(), act.context().actor())),
            new Rule<>("the form had the item", CorrectionOfValue::knownItem),
            new Rule<>("the form is recorded", CorrectionOfValue::recorded),
            new Rule<>("the old value is the current one", CorrectionOfValue::isCurrent),
            new Rule<>("the value changes", CorrectionOfValue::changes),
            new Rule<>("the new value fits the item", CorrectionOfValue::fits));

    public CorrectionOfValue() {
        super("correct-value", CorrectValue.class);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Outcome decide(CorrectValue act, Chart chart) {
        return Rule.firstBroken(RULES, act, chart)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(corrected(act, chart)));
    }

    private static ValueCorrected corrected(CorrectValue act, Chart chart) {
        Correction correction = new Correction(act.item(), current(act, chart), act.to(), act.because());
        boolean onRevealingForm = chart.seals().anyOn(act.form());
        Correction open = onRevealingForm ? correction.withReasonSealed() : correction;
        return new ValueCorrected(
                act.context().study(),
                act.subject(),
                act.subject().site(),
                act.visit(),
                act.form(),
                reveals(act, chart) ? null : open,
                onRevealingForm ? Sealed.of(correction) : null);
    }

    private static Item item(CorrectValue act, Chart chart) {
        return FormRules.everyItem(chart, act.form()).item(act.item()).orElseThrow();
    }

    private static boolean reveals(CorrectValue act, Chart chart) {
        return chart.seals().isSealed(act.form(), item(act, chart));
    }

    private static @Nullable Refusal knownItem(CorrectValue act, Chart chart) {
        Form form = FormRules.everyItem(chart, act.form());
        return form.item(act.item()).isPresent()
                ? null
                : new UnknownCode(
                        "item of " + form.code(),
                        act.item(),
                        form.items().stream().map(Item::code).toList());
    }

    private static @Nullable Refusal recorded(CorrectValue act, Chart chart) {
        return answers(act, chart) == null ? new FormNotRecorded(act.visit(), act.form()) : null;
    }

    /// The answer as it stands: the caller may have spelled a number otherwise.
    private static @Nullable Value current(CorrectValue act, Chart chart) {
        return Objects.requireNonNull(answers(act, chart)).get(act.item());
    }

    private static @Nullable Refusal isCurrent(CorrectValue act, Chart chart) {
        Value current = current(act, chart);
        return Answers.same(item(act, chart), current, act.from())
                ? null
                : new ValueDiffers(current, reveals(act, chart));
    }

    private static @Nullable Refusal changes(CorrectValue act, Chart chart) {
        return Answers.same(item(act, chart), act.from(), act.to()) ? new NothingChanges() : null;
    }

    private static @Nullable Refusal fits(CorrectValue act, Chart chart) {
        Map<String, Value> only = act.to() == null ? Map.of() : Map.of(act.item(), act.to());
        List<Item> items = List.of(item(act, chart));
        Refusal unfit = FormRules.fit(chart, items, only, act.context());
        LocalDate on = chart.history()
                .flatMap(history -> history.days().formDay(act.visit(), act.form()))
                .orElseThrow();
        return unfit != null ? unfit : FormRules.ageFits(chart, items, only, on);
    }

    private static @Nullable Map<String, Value> answers(CorrectValue act, Chart chart) {
        return chart.history().orElseThrow().forms().get(act.visit() + "/" + act.form());
    }
}
