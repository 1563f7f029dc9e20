package org.trialbook.casebook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.AnswerCondition;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.EndpointDefinition;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;

/// A subject's endpoints, computed from the answers as they stand, as the protocol defines them. What reads something
/// sealed is not computed, and says so. Nothing here asks for an arm, a clock or a random number.
public final class Endpoints {

    private static final MathContext EXACT = MathContext.DECIMAL128;
    private static final int DIGITS = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final EndpointAnswers answers;
    private final SubjectProgress.@Nullable Withdrawal withdrawal;
    private final Map<String, Computed> computed = new LinkedHashMap<>();

    private Endpoints(EndpointAnswers answers, SubjectProgress.@Nullable Withdrawal withdrawal) {
        this.answers = answers;
        this.withdrawal = withdrawal;
    }

    /// What an endpoint came to.
    ///
    /// @param sealed whether it reads what tells the arm: then nothing else is said
    /// @param value a number, or `true` or `false`; null while it is not known
    /// @param unit of a number that has one
    /// @param on of a first event its day; where there was none, the last day that is recorded of what it reads
    /// @param because why it is not known; null where it is
    public record Computed(
            String code,
            String label,
            String kind,
            boolean sealed,
            @Nullable String value,
            @Nullable String unit,
            @Nullable LocalDate on,
            @Nullable String because) {

        private static Computed of(EndpointDefinition endpoint, @Nullable String value) {
            return new Computed(endpoint.code(), endpoint.label(), endpoint.kind(), false, value, null, null, null);
        }

        private static Computed unknown(EndpointDefinition endpoint, String because) {
            return new Computed(endpoint.code(), endpoint.label(), endpoint.kind(), false, null, null, null, because);
        }

        private Computed in(@Nullable String itsUnit) {
            return new Computed(code, label, kind, sealed, value, itsUnit, on, because);
        }

        private Computed on(@Nullable LocalDate day) {
            return new Computed(code, label, kind, sealed, value, unit, day, because);
        }
    }

    /// In the protocol's order.
    ///
    /// @param added forms of single visits of the subject alone
    /// @param forms form → what is recorded of it, each with its answers; sealed ones may be among them, and
    ///     are not read
    /// @param asked a recorded form as the version asks it under which it was recorded
    /// @param withdrawal null of a subject who has not left
    public static List<Computed> of(
            Protocol protocol,
            Seals seals,
            AddedForms added,
            Function<String, Map<FormInstance, FormAnswers>> forms,
            Function<FormInstance, Optional<Form>> asked,
            SubjectProgress.@Nullable Withdrawal withdrawal) {
        Endpoints endpoints = new Endpoints(new EndpointAnswers(protocol, seals, added, forms, asked), withdrawal);
        for (EndpointDefinition endpoint : protocol.endpoints()) {
            endpoints.computed.put(endpoint.code(), endpoints.compute(endpoint));
        }
        return List.copyOf(endpoints.computed.values());
    }

    private Computed compute(EndpointDefinition endpoint) {
        if (isSealed(endpoint)) {
            return new Computed(endpoint.code(), endpoint.label(), endpoint.kind(), true, null, null, null, null);
        }
        return switch (endpoint.kind()) {
            case EndpointDefinition.CHANGE -> change(endpoint);
            case EndpointDefinition.RESPONDER -> responder(endpoint);
            case EndpointDefinition.COUNT -> count(endpoint);
            case EndpointDefinition.FIRST_EVENT -> firstEvent(endpoint);
            default -> composite(endpoint);
        };
    }

    /// What an endpoint reads decides, itself or through those that it is made of.
    private boolean isSealed(EndpointDefinition endpoint) {
        boolean made = endpoint.of().stream()
                .anyMatch(part -> Objects.requireNonNull(computed.get(part)).sealed());
        return made || answers.readsSealed(endpoint);
    }

    private Computed change(EndpointDefinition endpoint) {
        String from = Objects.requireNonNull(endpoint.from());
        String to = Objects.requireNonNull(endpoint.to());
        @Nullable BigDecimal before = answers.number(endpoint, from);
        if (before == null) {
            return Computed.unknown(endpoint, "there is no value at " + from);
        }
        @Nullable BigDecimal after = answers.number(endpoint, to);
        if (after == null) {
            return Computed.unknown(endpoint, "there is no value at " + to);
        }
        BigDecimal change = after.subtract(before);
        if (!endpoint.relative()) {
            String unit = endpoint.item() == null
                    ? null
                    : answers.form(endpoint).item(endpoint.item()).orElseThrow().unit();
            return Computed.of(endpoint, plain(change)).in(unit);
        }
        if (before.signum() == 0) {
            return Computed.unknown(endpoint, "it was 0 at " + from + ", and nothing is in percent of that");
        }
        return Computed.of(
                        endpoint,
                        plain(change.multiply(HUNDRED).divide(before, EXACT).setScale(DIGITS, RoundingMode.HALF_UP)))
                .in("%");
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    private Computed responder(EndpointDefinition endpoint) {
        Computed of = part(endpoint.of().getFirst());
        if (of.value() == null) {
            return Computed.unknown(endpoint, of.code() + " is not known");
        }
        BigDecimal value = new BigDecimal(of.value());
        boolean within = (endpoint.atLeast() == null || value.compareTo(endpoint.atLeast()) >= 0)
                && (endpoint.atMost() == null || value.compareTo(endpoint.atMost()) <= 0);
        return Computed.of(endpoint, Boolean.toString(within));
    }

    private Computed part(String code) {
        return Objects.requireNonNull(computed.get(code));
    }

    private Computed count(EndpointDefinition endpoint) {
        AnswerCondition when = Objects.requireNonNull(endpoint.when());
        long count = answers.recorded(endpoint)
                .filter(recorded -> when.holds(recorded.answers()))
                .count();
        return Computed.of(endpoint, Long.toString(count));
    }

    private Computed firstEvent(EndpointDefinition endpoint) {
        List<LocalDate> events = new ArrayList<>();
        List<LocalDate> seen = new ArrayList<>();
        if (endpoint.form() != null) {
            AnswerCondition when = Objects.requireNonNull(endpoint.when());
            Form form = answers.form(endpoint);
            answers.recorded(endpoint).forEach(recorded -> {
                seen.add(recorded.on());
                Map<String, ItemValue> given = recorded.answers();
                if (when.holds(given)) {
                    events.add(day(endpoint, given).orElse(recorded.on()));
                }
            });
            // No entry says that there was none: whoever was seen for anything else had none until then.
            if (form.repeats()) {
                answers.days().forEach(seen::add);
            }
        }
        SubjectProgress.Withdrawal left = withdrawal;
        if (left != null) {
            seen.add(left.on());
            if (Set.copyOf(endpoint.withdrawals()).contains(left.reason())) {
                events.add(left.on());
            }
        }
        Optional<LocalDate> first = events.stream().min(Comparator.naturalOrder());
        return first.map(day -> Computed.of(endpoint, "true").on(day))
                .orElseGet(() -> seen.isEmpty()
                        ? Computed.unknown(endpoint, "nothing that it reads is recorded")
                        : Computed.of(endpoint, "false")
                                .on(seen.stream().max(Comparator.naturalOrder()).orElseThrow()));
    }

    private static Optional<LocalDate> day(EndpointDefinition endpoint, Map<String, ItemValue> answers) {
        return Optional.ofNullable(endpoint.datedBy()).map(answers::get).flatMap(EditChecks::day);
    }

    /// Any of them makes it true, whatever is not known; all of them have to be known to be false.
    private Computed composite(EndpointDefinition endpoint) {
        List<Computed> parts = endpoint.of().stream().map(this::part).toList();
        Optional<Computed> happened = parts.stream()
                .filter(part -> "true".equals(part.value()))
                .min(Comparator.comparing(Computed::on, Comparator.nullsLast(Comparator.naturalOrder())));
        if (happened.isPresent()) {
            return Computed.of(endpoint, "true").on(happened.get().on());
        }
        Optional<Computed> unknown =
                parts.stream().filter(part -> part.value() == null).findFirst();
        if (unknown.isPresent()) {
            return Computed.unknown(endpoint, unknown.get().code() + " is not known");
        }
        // No longer free of any than of the one that was looked at least.
        return Computed.of(endpoint, "false")
                .on(parts.stream()
                        .map(Computed::on)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }
}
