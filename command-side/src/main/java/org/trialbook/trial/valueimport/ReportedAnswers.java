package org.trialbook.trial.valueimport;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.MissingReason;
import org.trialbook.protocol.ObservedCode;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.valueimport.ImportFile.Aside;
import org.trialbook.trial.valueimport.ImportFile.Row;
import org.trialbook.trial.valueimport.Observation.Coding;
import org.trialbook.trial.valueimport.Observation.Said;
import org.trialbook.trial.valueimport.RowDecision.RefusedField;

/// What others report, as answers to the items of a form: each under a code that the item says it is reported as, a
/// number with its unit, a choice by what its code means. Nothing is guessed.
final class ReportedAnswers {
    private static final Reason NOT_SO = Reason.of(
            "reported-otherwise",
            "What is reported answers an item once, as a number in a UCUM unit where the item has one, or as a code that"
                    + " the protocol says means one of its choices.");
    private static final Reason SEVERAL_DAYS =
            Reason.of("reported-of-several-days", "What answers one form is reported of one day.");
    private static final Reason NOTHING_ASKED = Reason.of(
            "nothing-reported-is-asked", "Something is reported under a code that an item of the form names.");

    private final List<MissingReason> reasons;
    private final Form form;
    private final ZoneId site;
    private final Map<String, ItemValue> answers = new LinkedHashMap<>();
    private final List<RefusedField> refusals = new ArrayList<>();
    private final List<Aside> aside = new ArrayList<>();
    private final List<LocalDate> days = new ArrayList<>();

    /// @param reasons why a value may be missing, as the protocol says
    ReportedAnswers(List<MissingReason> reasons, Form form, ZoneId site) {
        this.reasons = reasons;
        this.form = form;
        this.site = site;
    }

    /// What stands against it.
    List<RefusedField> refusals() {
        return refusals;
    }

    /// What no item of the form asks.
    List<Aside> aside() {
        return aside;
    }

    /// The row, as if somebody had typed it.
    Row of(Row row) {
        answers.putAll(row.answers());
        row.reported().forEach(this::take);
        if (days.size() > 1) {
            refusals.add(new RefusedField("assessedOn", SEVERAL_DAYS.with("days", days)));
        }
        if (refusals.isEmpty() && aside.size() == row.reported().size()) {
            refusals.add(new RefusedField("form", NOTHING_ASKED.with("form", form.code())));
        }
        return new Row(
                row.number(), row.subject(), row.form(), days.isEmpty() ? null : days.getFirst(), answers, row.kept());
    }

    private void take(Observation reported) {
        for (Coding coding : reported.codes()) {
            for (Item item : form.items()) {
                Optional<ObservedCode> code = item.observedAs(coding.system(), coding.code());
                if (code.isPresent()) {
                    take(reported, item, code.get());
                    return;
                }
            }
        }
        aside.add(new Aside(reported.entry(), reported.code(), "no item of the form is reported as this"));
    }

    private void take(Observation reported, Item item, ObservedCode code) {
        if (reported.day() != null) {
            LocalDate day = reported.day().in(site);
            if (!days.contains(day)) {
                days.add(day);
            }
        }
        switch (answer(item, code, reported.said())) {
            case Answered(ItemValue value) -> {
                if (answers.putIfAbsent(item.code(), value) != null) {
                    refused(item, "it is answered twice: " + reported.code());
                }
            }
            case NotSo(String because) -> refused(item, because);
        }
    }

    private void refused(Item item, String because) {
        refusals.add(new RefusedField(item.code(), NOT_SO.with(item.code(), because)));
    }

    private sealed interface Answer {}

    private record Answered(ItemValue value) implements Answer {}

    private record NotSo(String because) implements Answer {}

    private Answer answer(Item item, ObservedCode code, Said said) {
        return switch (said) {
            case Said.Quantity(String number, String unit) -> number(item, number, unit);
            case Said.Coded(List<Coding> codings) -> coded(item, code, codings);
            case Said.Words(String text) -> new Answered(ItemValue.of(text));
            case Said.Absent(MissingReason.Kind kind) -> missing(item, kind);
            case Said.Unusable(String because) -> new NotSo(because);
        };
    }

    private static Answer number(Item item, String number, @Nullable String unit) {
        if (item.unit() == null) {
            // UCUM writes a number of nothing as 1, or as a remark in braces, such as {score}.
            return unit == null || unit.equals("1") || unit.matches("[{][^{}]*}")
                    ? new Answered(ItemValue.of(number))
                    : new NotSo("it is reported in %s, and has no unit".formatted(unit));
        }
        return unit == null ? new NotSo("it is reported without a unit") : new Answered(new ItemValue(number, unit));
    }

    private static Answer coded(Item item, ObservedCode code, List<Coding> codings) {
        if (item.type() == Item.Type.CODED) {
            return codings.isEmpty()
                    ? new NotSo("it says no code")
                    : new Answered(ItemValue.of(codings.getFirst().code()));
        }
        List<String> meant = codings.stream()
                .flatMap(coding -> code.meaning(coding.code()).stream())
                .distinct()
                .toList();
        return meant.size() == 1
                ? new Answered(ItemValue.of(meant.getFirst()))
                : new NotSo("no one choice of it is said to be meant by %s".formatted(codings));
    }

    private Answer missing(Item item, MissingReason.Kind kind) {
        List<String> taken = reasons.stream()
                .filter(reason -> reason.kind() == kind && item.missing().contains(reason.code()))
                .map(MissingReason::code)
                .toList();
        return taken.size() == 1
                ? new Answered(ItemValue.missing(taken.getFirst()))
                : new NotSo(
                        taken.isEmpty()
                                ? "it has no value, and the item takes no reason of this kind"
                                : "it has no value, and which of several reasons is not said: " + taken);
    }
}
