package org.trialbook.protocol;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.expression.PartialDate;

/// Checks answers against the items they answer: known, complete, of their type, in their unit, within
/// their range.
public final class EditChecks {

    /// What is wrong with one answer.
    ///
    /// @param rule a stable name: `unknown-item`, `missing`, `not-a-number`, `too-many-decimals`,
    ///     `out-of-range`, `unit`, `not-a-choice`, `not-a-boolean`, `not-a-date`, `in-the-future`, `too-long`,
    ///     `half-character`, `control-character`, `says-nothing`, `not-a-time`, `not-a-moment`, `not-a-reason`,
    ///     `not-sent`; of a whole form also those of [AnsweredForm]
    public record Problem(String item, String rule, String detail) {}

    /// What a form asks of a person's past may lie decades back, and never before the person could have been born.
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    /// A day is written with four digits for its year: nothing else says that it is the same calendar.
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,9})?");

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?");

    private static final Pattern MOMENT =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))"
                    + "(?:\\[([A-Za-z][A-Za-z0-9_+/-]{0,39})\\])?");

    private static final Pattern FILE = Pattern.compile("sha256:[0-9a-f]{64}");

    /// What a coded item's answer may have while it is not coded, in characters.
    static final int LONGEST_UNCODED = 200;

    private EditChecks() {}

    /// Every problem, as of a day: what a form asks for has happened by then, so that no date lies after it.
    ///
    /// @param today the day where the form is filled in
    public static List<Problem> check(List<Item> items, Map<String, ItemValue> answers, LocalDate today) {
        List<Problem> problems = new ArrayList<>(check(items, answers));
        for (Item item : items) {
            ItemValue answer = answers.get(item.code());
            boolean wrong = problems.stream().anyMatch(problem -> problem.item().equals(item.code()));
            if (answer != null
                    && !answer.lacksValue()
                    && !wrong
                    && firstDay(item, answer).filter(day -> day.isAfter(today)).isPresent()) {
                problems.add(problem(item, "in-the-future", "a day no later than %s".formatted(today)));
            }
        }
        return problems;
    }

    /// The first day on which what the answer says may have been.
    private static Optional<LocalDate> firstDay(Item item, ItemValue answer) {
        return switch (item.type()) {
            case DATE -> day(answer);
            case PARTIAL_DATE -> PartialDate.of(answer.value()).map(PartialDate::earliest);
            case DATE_TIME -> moment(answer.value()).map(OffsetDateTime::toLocalDate);
            default -> Optional.empty();
        };
    }

    /// Whether two answers to an item say the same: 172 and 172.0 are one number. In which unit it was typed makes
    /// no other answer of it.
    public static boolean same(Item item, @Nullable ItemValue one, @Nullable ItemValue other) {
        if (!item.number()
                || one == null
                || other == null
                || !NUMBER.matcher(one.value()).matches()
                || !NUMBER.matcher(other.value()).matches()) {
            return Objects.equals(standing(one), standing(other));
        }
        return Objects.equals(one.unit(), other.unit())
                && new BigDecimal(one.value()).compareTo(new BigDecimal(other.value())) == 0;
    }

    private static @Nullable ItemValue standing(@Nullable ItemValue answer) {
        return answer == null ? null : new ItemValue(answer.value(), answer.unit(), answer.missing(), null);
    }

    /// Every problem, in the order of the items; empty when the answers may be recorded, but for dates to come.
    public static List<Problem> check(List<Item> items, Map<String, ItemValue> answers) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Item> known = new LinkedHashMap<>();
        items.forEach(item -> known.put(item.code(), item));
        answers.keySet().stream()
                .filter(code -> !known.containsKey(code))
                .sorted()
                .forEach(code -> problems.add(
                        new Problem(code, "unknown-item", "the form has " + String.join(", ", known.keySet()))));
        for (Item item : items) {
            ItemValue answer = answers.get(item.code());
            if (answer != null) {
                check(item, answer).ifPresent(problems::add);
            } else if (item.required()) {
                problems.add(new Problem(item.code(), "missing", "'%s' must be answered".formatted(item.label())));
            }
        }
        return problems;
    }

    /// What is wrong with one answer, if anything is.
    public static Optional<Problem> check(Item item, ItemValue answer) {
        if (answer.missing() != null) {
            return Optional.ofNullable(missing(item, answer));
        }
        @Nullable
        Problem problem = switch (item.type()) {
            case INTEGER -> number(item, answer, 0);
            case DECIMAL -> number(item, answer, item.scale());
            case BOOLEAN ->
                List.of("true", "false").contains(answer.value())
                        ? null
                        : problem(item, "not-a-boolean", "the answer is true or false");
            case CHOICE -> choice(item, answer);
            case DATE -> date(item, answer);
            case TEXT -> text(item, answer, item.maxLength() == null ? ItemRules.DEFAULT_TEXT : item.maxLength());
            case CODED -> text(item, answer, LONGEST_UNCODED);
            case FILE ->
                FILE.matcher(answer.value()).matches()
                        ? null
                        : problem(
                                item,
                                "not-a-file",
                                "sha256: and the hash of a file that was uploaded, in lower-case hexadecimal");
            case MULTI_CHOICE -> choices(item, answer);
            case TIME ->
                TIME.matcher(answer.value()).matches() ? null : problem(item, "not-a-time", "a time such as 09:30");
            case DATE_TIME -> dateTime(item, answer);
            case PARTIAL_DATE -> partialDate(item, answer);
            case CALCULATED -> problem(item, "not-sent", "it is calculated, and never answered");
        };
        if (problem != null) {
            return Optional.of(problem);
        }
        if (answer.typed() != null) {
            return Optional.of(problem(item, "not-sent", "what was typed, in the unit in which it was typed"));
        }
        String unit = item.unit();
        if (unit == null ? answer.unit() != null : !unit.equals(answer.unit())) {
            return Optional.of(problem(
                    item,
                    "unit",
                    unit == null
                            ? "the answer has no unit"
                            : "the unit is %s and must be named".formatted(units(item))));
        }
        return Optional.empty();
    }

    private static String units(Item item) {
        List<String> units = new ArrayList<>(List.of(String.valueOf(item.unit())));
        item.alternativeUnits().forEach(other -> units.add(other.unit()));
        return String.join(" or ", units);
    }

    private static @Nullable Problem missing(Item item, ItemValue answer) {
        if (!item.missing().contains(answer.missing())) {
            return problem(
                    item,
                    "not-a-reason",
                    item.missing().isEmpty()
                            ? "a value is asked for, and no reason why there is none"
                            : "one of " + String.join(", ", item.missing()));
        }
        return answer.value().isEmpty() && answer.unit() == null && answer.typed() == null
                ? null
                : problem(item, "not-a-reason", "where a value is missing, there is no value and no unit");
    }

    /// Codes of its choices, each once, in the protocol's order: one spelling of one answer.
    private static @Nullable Problem choices(Item item, ItemValue answer) {
        List<String> known = Protocol.orNone(item.choices()).stream()
                .map(Protocol.CodeListItem::code)
                .toList();
        List<String> chosen = List.of(answer.value().split(",", -1));
        List<String> inOrder = known.stream().filter(chosen::contains).toList();
        return chosen.equals(inOrder)
                ? null
                : problem(
                        item,
                        "not-a-choice",
                        "some of %s, each once and in this order, with commas between them"
                                .formatted(String.join(", ", known)));
    }

    private static @Nullable Problem dateTime(Item item, ItemValue answer) {
        Optional<OffsetDateTime> moment = moment(answer.value());
        if (moment.isEmpty()) {
            return problem(item, "not-a-moment", "date, time and zone, such as 2026-03-02T09:30+01:00[Europe/Berlin]");
        }
        return moment.get().toLocalDate().isBefore(EARLIEST)
                ? problem(item, "out-of-range", "a day no earlier than %s".formatted(EARLIEST))
                : null;
    }

    /// The moment that a text names, if it names one. A region, where one is named, has that offset then.
    public static Optional<OffsetDateTime> moment(String text) {
        Matcher moment = MOMENT.matcher(text);
        if (!moment.matches()) {
            return Optional.empty();
        }
        try {
            OffsetDateTime at = OffsetDateTime.parse(moment.group(1));
            String region = moment.group(2);
            boolean valid =
                    region == null || ZoneId.of(region).getRules().isValidOffset(at.toLocalDateTime(), at.getOffset());
            return valid ? Optional.of(at) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Problem partialDate(Item item, ItemValue answer) {
        Optional<PartialDate> day = PartialDate.of(answer.value());
        if (day.isEmpty()) {
            return problem(item, "not-a-date", "as much as is known: 2026, 2026-03 or 2026-03-02");
        }
        return day.get().latest().isBefore(EARLIEST)
                ? problem(item, "out-of-range", "a day no earlier than %s".formatted(EARLIEST))
                : null;
    }

    private static @Nullable Problem number(Item item, ItemValue answer, int decimals) {
        if (!NUMBER.matcher(answer.value()).matches()) {
            return problem(item, "not-a-number", "a plain decimal number, such as 31.5");
        }
        BigDecimal number = new BigDecimal(answer.value());
        if (number.scale() > decimals) {
            return problem(item, "too-many-decimals", "at most %d digits behind the point".formatted(decimals));
        }
        if ((item.min() != null && number.compareTo(item.min()) < 0)
                || (item.max() != null && number.compareTo(item.max()) > 0)) {
            return problem(item, "out-of-range", "from %s to %s".formatted(item.min(), item.max()));
        }
        return null;
    }

    private static @Nullable Problem choice(Item item, ItemValue answer) {
        List<Protocol.CodeListItem> choices = item.choices() == null ? List.of() : item.choices();
        return choices.stream().anyMatch(choice -> choice.code().equals(answer.value()))
                ? null
                : problem(
                        item,
                        "not-a-choice",
                        "one of "
                                + String.join(
                                        ", ",
                                        choices.stream()
                                                .map(Protocol.CodeListItem::code)
                                                .toList()));
    }

    private static @Nullable Problem date(Item item, ItemValue answer) {
        Optional<LocalDate> day = day(answer);
        if (day.isEmpty()) {
            return problem(item, "not-a-date", "a date such as 2026-03-02");
        }
        return day.get().isBefore(EARLIEST)
                ? problem(item, "out-of-range", "a day no earlier than %s".formatted(EARLIEST))
                : null;
    }

    /// The day that an answer names, if it names one.
    public static Optional<LocalDate> day(ItemValue answer) {
        if (!DAY.matcher(answer.value()).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(answer.value()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Problem text(Item item, ItemValue answer, int longest) {
        if (answer.value().length() > longest) {
            return problem(item, "too-long", "at most %d characters".formatted(longest));
        }
        if (answer.value().codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            return problem(item, "half-character", "no half of a surrogate pair");
        }
        if (answer.value().chars().anyMatch(c -> c < 0x20 && c != '\n' && c != '\t')) {
            return problem(item, "control-character", "no control characters");
        }
        return FreeText.says(answer.value()) ? null : problem(item, "says-nothing", FreeText.LAW);
    }

    private static Problem problem(Item item, String rule, String detail) {
        return new Problem(item.code(), rule, detail);
    }
}
