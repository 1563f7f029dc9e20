package org.trialbook.trial.unblinding;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.Protocol.Choice;
import org.trialbook.protocol.Unblinding;
import org.trialbook.trial.act.OnSubject;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.SequenceRefusal.OutOfOrder;
import org.trialbook.trial.act.SequenceRefusal.TooEarly;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.SubjectRules;

/// What the unplanned unblindings ask alike. None of it depends on the arm.
///
/// @param act the act's name
/// @param on the day on which somebody learned the arm
record BlindRules<A extends OnSubject>(String act, BiFunction<A, Chart, LocalDate> on) {

    /// Protocol, subject, an arm that there was to learn by then, and a blind that was still to be broken.
    @SafeVarargs
    final List<Rule<A, Blind>> and(Rule<A, Blind>... own) {
        SubjectRules<A> subject = new SubjectRules<>(act, on);
        return Stream.concat(
                        Stream.of(
                                onChart(subject.protocolPublished()),
                                onChart(subject.subjectRegistered()),
                                onChart(subject.happened()),
                                new Rule<>("the subject is randomized", this::randomized),
                                new Rule<>("the subject was randomized by then", this::randomizedBefore)),
                        Stream.of(own))
                .toList();
    }

    Rule<A, Blind> stillBlind() {
        return new Rule<>(
                "the study is still blind",
                (asked, blind) -> blind.studyUnblinded() ? new UnblindingRefusal.StudyIsUnblinded() : null);
    }

    Rule<A, Blind> code(String kind, Function<Unblinding, List<Choice>> choices, Function<A, String> given) {
        return new Rule<>("the protocol has the " + kind, (asked, blind) -> {
            List<String> known = choices
                    .apply(Objects.requireNonNull(blind.chart().protocol()).unblinding())
                    .stream()
                    .map(Choice::code)
                    .toList();
            String code = given.apply(asked);
            return known.contains(code) ? null : new UnblindingRefusal.UnknownReason(kind, code, known);
        });
    }

    static <A extends OnSubject> Rule<A, Blind> onChart(Rule<A, Chart> rule) {
        return new Rule<>(rule.name(), (asked, blind) -> rule.check().apply(asked, blind.chart()));
    }

    private @Nullable Refusal randomized(A asked, Blind blind) {
        return blind.chart().history().orElseThrow().arm() == null ? new OutOfOrder(act, List.of("randomize")) : null;
    }

    private @Nullable Refusal randomizedBefore(A asked, Blind blind) {
        LocalDate day = on.apply(asked, blind.chart());
        LocalDate randomized =
                blind.chart().history().orElseThrow().when("randomize").orElseThrow();
        return day.isBefore(randomized) ? new TooEarly(day, "randomize", randomized) : null;
    }
}
