package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A planned visit, or one that is planned again and again, or by nobody.
///
/// @param anchor what the visit is counted from: an act ([Anchors]), another visit, or a date that a form asks
///     for, as `form/item`; null for a visit that has no fixed date
/// @param day days after the anchor
/// @param before days the visit may be early
/// @param after days the visit may be late
/// @param forms codes of the forms filled in at the visit
/// @param reads modalities recorded at the visit for blinded reading
/// @param repeats how often it takes place; null where it does once
/// @param unscheduled whether it takes place whenever there is a reason, any number of times
/// @param ends after which none of it falls due any more: acts, visits, and dates that forms ask for
@InFile("a visit")
public record Visit(
        String code,
        String label,

        @InFile(
                value = "what it is counted from: an act such as randomize, a visit's code, or a date that a form"
                        + " asks for, as form/item; nothing where it has no fixed day",
                optional = true)
        @Nullable
        String anchor,

        @InFile("days after the anchor; 0 where there is none") @JsonProperty(required = true)
        int day,

        @InFile("days it may be early") @JsonProperty(required = true)
        int before,

        @InFile("days it may be late") @JsonProperty(required = true)
        int after,

        @InFile(value = "codes of the forms that are filled in", optional = true)
        List<String> forms,

        @InFile(value = "modalities that are recorded for blinded reading", optional = true)
        List<String> reads,

        @InFile(value = "how often it takes place, where it is more than once", optional = true) @Nullable
        VisitRepeats repeats,

        @InFile(
                value = "true for one that takes place whenever there is a reason, any number of times",
                optional = true)
        boolean unscheduled,

        @InFile(
                value = "after which none falls due any more: visits, acts, and dates that forms ask for",
                optional = true)
        List<String> ends) {
    public Visit {
        forms = Protocol.orNone(forms);
        reads = Protocol.orNone(reads);
        ends = Protocol.orNone(ends);
    }

    /// A visit that takes place once.
    public Visit(
            String code,
            String label,
            @Nullable String anchor,
            int day,
            int before,
            int after,
            List<String> forms,
            List<String> reads) {
        this(code, label, anchor, day, before, after, forms, reads, null, false, List.of());
    }

    /// Whether it can take place more than once, so that each is named by its number, too.
    public boolean numbered() {
        return repeats != null || unscheduled;
    }

    /// Every one that there can be.
    public Stream<Visit> each() {
        return unscheduled ? IntStream.rangeClosed(1, NumberedVisit.MOST).mapToObj(this::number) : planned().stream();
    }

    /// Those that can be planned: itself, each of one that repeats, and none of one that is unscheduled.
    public List<Visit> planned() {
        if (repeats == null) {
            return unscheduled ? List.of() : List.of(this);
        }
        return IntStream.rangeClosed(1, repeats.count(day))
                .mapToObj(this::number)
                .toList();
    }

    /// One of them, as if it were a visit of its own, which takes place once.
    Visit number(int number) {
        return new Visit(
                new NumberedVisit(code, number).code(),
                label + " " + number,
                anchor,
                repeats == null ? day : day + (number - 1) * repeats.every(),
                before,
                after,
                forms,
                reads,
                null,
                unscheduled,
                ends);
    }

    /// The same visit with other forms.
    public Visit with(List<String> others) {
        return new Visit(code, label, anchor, day, before, after, others, reads, repeats, unscheduled, ends);
    }

    /// Whether there is such a one of it.
    boolean has(int number) {
        return repeats == null ? unscheduled : number <= repeats.count(day);
    }
}
