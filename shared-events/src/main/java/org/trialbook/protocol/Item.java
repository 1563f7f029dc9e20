package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One question of a form.
///
/// @param unit UCUM code; an answer must name the same unit; null where there is none
/// @param decimals digits permitted behind the point, for `decimal`
/// @param choices permitted codes, for `choice`
/// @param maxLength characters permitted, for `text`
/// @param revealing whether the answer tells the arm, as this version says; [Seals] knows the rest
@InFile("an item")
public record Item(
        String code,
        @InFile("the question as it is shown") String label,
        Type type,

        @InFile(value = "the unit, a UCUM code such as mm[Hg]", optional = true) @Nullable
        String unit,

        @InFile(value = "of a number, the least that is plausible", optional = true) @Nullable
        BigDecimal min,

        @InFile(value = "of a number, the greatest that is plausible", optional = true) @Nullable
        BigDecimal max,

        @InFile(value = "of a decimal, digits behind the point, 0 to 9; 3 where it is not said", optional = true)
        @Nullable
        Integer decimals,

        @InFile(value = "of a choice, what can be chosen", optional = true) @Nullable
        List<Protocol.CodeListItem> choices,

        @InFile(value = "of a text, characters permitted; 500 where it is not said", optional = true)
        @JsonProperty("max-length")
        @Nullable
        Integer maxLength,

        @InFile(value = "whether it must be answered", optional = true)
        boolean required,

        @InFile(value = "whether the answer tells the arm, so that it is sealed", optional = true)
        @JsonProperty("reveals-the-arm")
        boolean revealing,

        @InFile(value = "other units in which a number may be typed", optional = true)
        @JsonProperty("alternative-units")
        List<AlternativeUnit> alternativeUnits,

        @InFile(value = "codes of missing-reasons that may be given instead of a value", optional = true)
        List<String> missing,

        @InFile(value = "a condition on other items of the form: otherwise it is not asked", optional = true)
        @JsonProperty("shown-if")
        @Nullable
        AnswerCondition shownIf,

        @InFile(value = "a condition on other items of the form, under which it must be answered", optional = true)
        @JsonProperty("required-if")
        @Nullable
        AnswerCondition requiredIf,

        @InFile(value = "of a calculated item, what it is computed from, such as lvedv - lvesv", optional = true)
        @Nullable
        String formula,

        @InFile(value = "of a coded item, what it is coded in", optional = true) @Nullable
        CodingDictionary dictionary,

        @InFile(value = "of a file item, which files are taken", optional = true) @Nullable
        AcceptedFiles files,

        @InFile(
                value = "of a number, what is normal: by-site, or limits that hold until a site says its own",
                optional = true)
        @JsonProperty("normal-range")
        @Nullable
        NormalRange normalRange,

        @InFile(value = "codes under which laboratories and devices report it", optional = true)
        @JsonProperty("observed-as")
        List<ObservedCode> observedAs) {

    public Item {
        alternativeUnits = Protocol.orNone(alternativeUnits);
        missing = Protocol.orNone(missing);
        observedAs = Protocol.orNone(observedAs);
    }

    /// An item that is asked of everybody and answered with a value.
    public Item(
            String code,
            String label,
            Type type,
            @Nullable String unit,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable Integer decimals,
            @Nullable List<Protocol.CodeListItem> choices,
            @Nullable Integer maxLength,
            boolean required,
            boolean revealing) {
        this(
                code, label, type, unit, min, max, decimals, choices, maxLength, required, revealing, List.of(),
                List.of(), null, null, null, null, null, null, List.of());
    }

    /// The same item, which must be answered or need not be.
    Item required(boolean now) {
        return new Item(
                code,
                label,
                type,
                unit,
                min,
                max,
                decimals,
                choices,
                maxLength,
                now,
                revealing,
                alternativeUnits,
                missing,
                shownIf,
                requiredIf,
                formula,
                dictionary,
                files,
                normalRange,
                observedAs);
    }

    /// The same item under another code.
    Item named(String other) {
        return new Item(
                other,
                label,
                type,
                unit,
                min,
                max,
                decimals,
                choices,
                maxLength,
                required,
                revealing,
                alternativeUnits,
                missing,
                shownIf,
                requiredIf,
                formula,
                dictionary,
                files,
                normalRange,
                observedAs);
    }

    /// The same item, asked and required under conditions.
    Item when(AnswerCondition shown, AnswerCondition requiredThen) {
        return new Item(
                code,
                label,
                type,
                unit,
                min,
                max,
                decimals,
                choices,
                maxLength,
                required,
                revealing,
                alternativeUnits,
                missing,
                shown,
                requiredThen,
                formula,
                dictionary,
                files,
                normalRange,
                observedAs);
    }

    /// Whether its answer is a number that somebody types.
    public boolean number() {
        return type == Type.INTEGER || type == Type.DECIMAL;
    }

    /// Whether what is answered to it is one or more of its choices.
    public boolean chosen() {
        return type == Type.CHOICE || type == Type.MULTI_CHOICE;
    }

    /// Whether its answer may be words of somebody's own: of a coded item, until it is coded.
    public boolean words() {
        return type == Type.TEXT || type == Type.CODED;
    }

    /// The code under which it is reported so, if it is.
    public Optional<ObservedCode> observedAs(String system, String reported) {
        return observedAs.stream().filter(code -> code.is(system, reported)).findFirst();
    }

    /// Digits behind the point.
    public int scale() {
        return type == Type.INTEGER ? 0 : decimals == null ? 3 : decimals;
    }

    /// The other items, of its form and [Elsewhere], that say whether it is asked, whether it must be answered, and
    /// what it is.
    public Set<String> reads() {
        Set<String> read = new LinkedHashSet<>();
        Stream.of(shownIf, requiredIf)
                .filter(Objects::nonNull)
                .flatMap(AnswerCondition::items)
                .forEach(read::add);
        if (formula != null) {
            read.addAll(Formulas.items(formula));
        }
        return read;
    }

    /// What an answer looks like: `integer` 31, `decimal` 31.5, `boolean` true or false, `choice` a code, `date`
    /// 2026-03-02, `text` anything up to its length, `multi-choice` codes with commas between them in the
    /// protocol's order, `time` 09:30, `date-time` 2026-03-02T09:30+01:00 with, if anybody knows it,
    /// [Europe/Berlin] behind it, `partial-date` 2026-03 or 2026. A `calculated` one is never answered: it is
    /// computed whenever it is shown. `coded` is a code of its dictionary, or words while no terms are loaded.
    /// `file` is `sha256:` and the hash of a file that was uploaded before.
    public enum Type {
        @JsonProperty("integer")
        INTEGER,
        @JsonProperty("decimal")
        DECIMAL,
        @JsonProperty("boolean")
        BOOLEAN,
        @JsonProperty("choice")
        CHOICE,
        @JsonProperty("date")
        DATE,
        @JsonProperty("text")
        TEXT,
        @JsonProperty("multi-choice")
        MULTI_CHOICE,
        @JsonProperty("time")
        TIME,
        @JsonProperty("date-time")
        DATE_TIME,
        @JsonProperty("partial-date")
        PARTIAL_DATE,
        @JsonProperty("calculated")
        CALCULATED,
        @JsonProperty("coded")
        CODED,
        @JsonProperty("file")
        FILE
    }
}
