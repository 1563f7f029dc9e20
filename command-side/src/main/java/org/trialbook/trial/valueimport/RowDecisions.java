package org.trialbook.trial.valueimport;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.FormState;
import org.trialbook.casebook.FormStates;
import org.trialbook.event.EventTag;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Item;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.assessment.RecordAssessment;
import org.trialbook.trial.correction.CorrectValue;
import org.trialbook.trial.valueimport.RowDecision.ItemChange;
import org.trialbook.trial.valueimport.RowDecision.RefusedField;

/// Decides a file's rows from the first to the last, each as if those before it had been recorded: a form that is not
/// there by record-assessment, and each answer of one that is there by correct-value. Both are asked as they are.
final class RowDecisions {
    private static final Reason ANOTHER_SITES =
            Reason.of("subject-of-another-site", "A file brings in values of the site's own subjects.");
    private static final Reason DAY_IS_MISSING = Reason.of(
            "assessment-day-is-missing", "A form that is not recorded yet says on which day it was assessed.");
    private static final Reason ANOTHER_DAY = Reason.of(
            "assessed-on-another-day",
            "A file corrects answers and no days: a form of another day is marked by mark-entered-in-error and"
                    + " recorded again.");

    private final OrdinaryActs acts;
    private final CommandContext context;
    private final SiteId site;
    private final String because;
    private final ImportStates states;
    private final SupposedEvents supposed;

    RowDecisions(OrdinaryActs acts, Command<?, ImportValues.Body> command, ImportStates states) {
        this.acts = acts;
        this.context = command.context();
        this.site = (SiteId) command.target();
        this.because = command.body().because();
        this.states = states;
        this.supposed = new SupposedEvents(context);
    }

    List<RowDecision> all() {
        List<ImportFile.Row> rows = states.file().rows();
        List<RowDecision> decided = new ArrayList<>(rows.size());
        for (ImportFile.Row row : rows) {
            context.background().told(decided.size(), rows.size());
            decided.add(decided(row));
        }
        context.background().told(rows.size(), rows.size());
        return List.copyOf(decided);
    }

    private RowDecision decided(ImportFile.Row row) {
        if (!row.subject().site().equals(site)) {
            return RowDecision.refused(row, "subject", ANOTHER_SITES.with("subject", row.subject()));
        }
        FormStates forms = states.forms(row.subject());
        if (row.reported().isEmpty()) {
            return typed(row, forms);
        }
        Optional<Form> asked = forms.subject()
                .published()
                .flatMap(any -> forms.subject().versions().form(row.form().form()));
        if (asked.isEmpty()) {
            return typed(row, forms);
        }
        ReportedAnswers reported = new ReportedAnswers(
                forms.subject().protocol().missingReasons(),
                asked.get(),
                forms.subject().zone());
        ImportFile.Row said = reported.of(row);
        RowDecision decided =
                reported.refusals().isEmpty() ? typed(said, forms) : RowDecision.refused(said, reported.refusals());
        return decided.leaving(reported.aside());
    }

    private RowDecision typed(ImportFile.Row row, FormStates forms) {
        return forms.form(row.form())
                .map(recorded -> corrected(row, forms, recorded))
                .orElseGet(() -> recorded(row, forms));
    }

    // ---- a form that is not recorded

    private RowDecision recorded(ImportFile.Row row, FormStates forms) {
        LocalDate day = row.assessedOn();
        if (day == null) {
            return RowDecision.refused(row, "assessedOn", DAY_IS_MISSING.refusal());
        }
        Map<String, ItemValue> answers = new LinkedHashMap<>();
        row.answers().forEach((item, answer) -> answers.put(item, inItsUnit(row, forms, item, answer)));
        Command<SubjectId, RecordAssessment.Body> command = new Command<>(
                context,
                row.subject(),
                new RecordAssessment.Body(
                        row.form().visit(),
                        row.form().form(),
                        row.form().key(),
                        day,
                        answers,
                        row.kept().isEmpty() ? null : row.kept()));
        return switch (acts.record().decide(command, forms)) {
            case Outcome.Refused(Refusal refusal) -> RowDecision.refused(row, fields(refusal));
            case Outcome.Recorded recorded -> {
                took(recorded, forms);
                List<ItemChange> items = new ArrayList<>();
                answers.forEach((item, answer) -> items.add(new ItemChange(item, "new", null, answer)));
                yield new RowDecision(row, items, List.of(), recorded.events(), recorded.tags());
            }
        };
    }

    // ---- a form that is recorded

    private RowDecision corrected(ImportFile.Row row, FormStates forms, FormState form) {
        List<ItemChange> items = new ArrayList<>();
        List<RefusedField> refusals = new ArrayList<>();
        List<TrialEvent> events = new ArrayList<>();
        Map<TrialEvent, EventTag> tags = new HashMap<>();
        for (var each : row.answers().entrySet()) {
            String item = each.getKey();
            ItemValue to = inItsUnit(row, forms, item, each.getValue());
            ItemValue from = form.answer(item);
            switch (acts.correct().decide(correction(row, item, from, to), forms)) {
                case Outcome.Refused(Refusal refusal)
                when refusal.name().equals(CorrectValue.NOTHING_CHANGES.name()) ->
                    items.add(new ItemChange(item, "same", from, to));
                case Outcome.Refused(Refusal refusal) -> refusals.add(new RefusedField(item, refusal));
                case Outcome.Recorded recorded -> {
                    took(recorded, forms);
                    items.add(new ItemChange(item, from == null ? "new" : "changed", from, to));
                    events.addAll(recorded.events());
                    tags.putAll(recorded.tags());
                }
            }
        }
        if (refusals.isEmpty() && row.assessedOn() != null && !row.assessedOn().equals(form.assessedOn())) {
            refusals.add(new RefusedField("assessedOn", ANOTHER_DAY.with("recorded", form.assessedOn())));
        }
        return refusals.isEmpty()
                ? new RowDecision(row, items, refusals, events, tags)
                : RowDecision.refused(row, refusals);
    }

    private Command<SubjectId, CorrectValue.Body> correction(
            ImportFile.Row row, String item, @Nullable ItemValue from, ItemValue to) {
        return new Command<>(
                context,
                row.subject(),
                new CorrectValue.Body(
                        row.form().visit(), row.form().form(), row.form().key(), item, from, to, because, null));
    }

    // ---- both

    /// The answer in the unit of its item, where the heading names none.
    private static ItemValue inItsUnit(ImportFile.Row row, FormStates forms, String item, ItemValue answer) {
        if (answer.unit() != null
                || answer.lacksValue()
                || forms.subject().published().isEmpty()) {
            return answer;
        }
        return Optional.ofNullable(row.form().form())
                .flatMap(form -> forms.subject().versions().form(form))
                .flatMap(form -> form.item(item))
                .map(Item::unit)
                .map(unit -> new ItemValue(answer.value(), unit))
                .orElse(answer);
    }

    /// What the rows that follow are decided after.
    private void took(Outcome.Recorded recorded, FormStates forms) {
        recorded.events().forEach(event -> forms.apply(supposed.next(event)));
    }

    /// Answers are refused item by item; whatever else is refused, by what it speaks of.
    private static List<RefusedField> fields(Refusal refusal) {
        if (!refusal.name().equals("invalid-answers")) {
            return List.of(new RefusedField(column(refusal), refusal));
        }
        List<RefusedField> fields = new ArrayList<>();
        refusal.evidence()
                .forEach((item, why) ->
                        fields.add(new RefusedField(item, refusal.reason().with(item, why))));
        return fields;
    }

    private static String column(Refusal refusal) {
        return switch (refusal.name()) {
            case "no-such-subject", "subject-has-withdrawn", "out-of-order" -> "subject";
            case "in-the-future", "too-long-ago", "too-early" -> "assessedOn";
            case "visit-has-no-anchor-yet", "visit-was-missed" -> "visit";
            case "key-of-a-repeating-form" -> "key";
            case "unknown-code" -> "visit".equals(refusal.evidence().get("kind")) ? "visit" : "form";
            default -> "form";
        };
    }
}
