package org.trialbook.trial.implant;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.protocol.FreeText;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Choice;
import org.trialbook.protocol.Protocol.Lead;
import org.trialbook.protocol.Range;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Rules;
import org.trialbook.trial.implant.ImplantRefusal.InvalidAttempt;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.SubjectDecision;
import org.trialbook.trial.subject.SubjectRules;

/// Decides whether an implant attempt is recorded. Any lead may be recorded in any arm: what was done is a fact, and
/// whether it was the allocated treatment is for those to judge who may know.
public final class Implantation extends SubjectDecision<RecordImplantAttempt> {

    private static final int LONGEST_NOTE = 500;
    private static final int MOST_DECIMALS = 3;

    private static final SubjectRules<RecordImplantAttempt> SHARED =
            SubjectRules.dated("record-implant-attempt", RecordImplantAttempt::performedOn);
    private static final List<Rule<RecordImplantAttempt, Chart>> RULES =
            Rules.and(SHARED.ofFact(), new Rule<>("the attempt is one the protocol knows", Implantation::known));

    public Implantation() {
        super("record-implant-attempt", RecordImplantAttempt.class);
    }

    @Override
    public Outcome decide(RecordImplantAttempt act, Chart chart) {
        return Rule.firstBroken(RULES, act, chart)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new ImplantAttempted(
                        act.context().study(),
                        act.subject(),
                        act.subject().site(),
                        act.performedOn(),
                        chart.history().orElseThrow().attempts() + 1,
                        Sealed.of(act.detail()))));
    }

    private static @Nullable Refusal known(RecordImplantAttempt act, Chart chart) {
        List<String> problems =
                problems(act.detail(), Objects.requireNonNull(chart.protocol()).implant());
        return problems.isEmpty() ? null : new InvalidAttempt(problems);
    }

    private static List<String> problems(ImplantAttempt attempt, Protocol.Implant implant) {
        List<String> problems = new ArrayList<>();
        Optional<Lead> lead = implant.leads().stream()
                .filter(known -> known.code().equals(attempt.lead()))
                .findFirst();
        if (lead.isEmpty()) {
            problems.add(
                    "lead: one of " + implant.leads().stream().map(Lead::code).toList());
        } else if (!codes(lead.get().targets()).contains(attempt.target())) {
            problems.add("target: one of " + codes(lead.get().targets()));
        }
        if (attempt.successful() == (attempt.failure() != null)) {
            problems.add("failure: a reason exactly when the attempt was not successful");
        } else if (attempt.failure() != null && !codes(implant.failures()).contains(attempt.failure())) {
            problems.add("failure: one of " + codes(implant.failures()));
        }
        if (!attempt.technique().isEmpty()) {
            List<String> techniques = List.of(attempt.technique().split(",", -1));
            if (!codes(implant.techniques()).containsAll(techniques)
                    || techniques.size() != Set.copyOf(techniques).size()) {
                problems.add("technique: each once, separated by commas, of " + codes(implant.techniques()));
            }
        }
        inRange("qrsBefore (ms)", attempt.qrsBefore(), implant.limits().qrsMs(), problems);
        inRange("qrsAfter (ms)", attempt.qrsAfter(), implant.limits().qrsMs(), problems);
        inRange("thresholdVolts (V)", attempt.thresholdVolts(), implant.limits().thresholdVolts(), problems);
        inRange("pulseWidthMs (ms)", attempt.pulseWidthMs(), implant.limits().pulseWidthMs(), problems);
        if (attempt.note().length() > LONGEST_NOTE) {
            problems.add("note: at most %d characters".formatted(LONGEST_NOTE));
        }
        if (attempt.note().chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            problems.add("note: no control characters");
        }
        if (!attempt.note().isEmpty() && !FreeText.says(attempt.note())) {
            problems.add("note: " + FreeText.LAW);
        }
        return problems;
    }

    private static void inRange(String what, @Nullable Number number, Range range, List<String> problems) {
        if (number == null) {
            return;
        }
        BigDecimal exact = new BigDecimal(number.toString());
        if (!range.holds(exact)) {
            problems.add("%s: from %s to %s".formatted(what, range.min(), range.max()));
        } else if (exact.scale() > MOST_DECIMALS) {
            problems.add("%s: at most %d digits behind the point".formatted(what, MOST_DECIMALS));
        }
    }

    private static List<String> codes(List<Choice> choices) {
        return choices.stream().map(Choice::code).toList();
    }
}
