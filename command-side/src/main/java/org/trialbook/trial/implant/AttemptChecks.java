package org.trialbook.trial.implant;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.protocol.FreeText;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Lead;
import org.trialbook.protocol.Range;
import org.trialbook.trial.rules.SharedReasons;

/// Whether what is said of an attempt is what the protocol knows: lead, target, outcome, technique and measurements.
final class AttemptChecks {
    private static final int LONGEST_NOTE = 500;
    private static final int MOST_DECIMALS = 3;

    private AttemptChecks() {}

    /// Every problem of the attempt, in words.
    static List<String> problems(ImplantAttempt attempt, Protocol.Implant implant) {
        List<String> problems = new ArrayList<>();
        Optional<Lead> lead = implant.leads().stream()
                .filter(known -> known.code().equals(attempt.lead()))
                .findFirst();
        if (lead.isEmpty()) {
            problems.add(
                    "lead: one of " + implant.leads().stream().map(Lead::code).toList());
        } else if (!SharedReasons.codes(lead.get().targets()).contains(attempt.target())) {
            problems.add("target: one of " + SharedReasons.codes(lead.get().targets()));
        }
        if (attempt.successful() == (attempt.failure() != null)) {
            problems.add("failure: a reason exactly when the attempt was not successful");
        } else if (attempt.failure() != null
                && !SharedReasons.codes(implant.failures()).contains(attempt.failure())) {
            problems.add("failure: one of " + SharedReasons.codes(implant.failures()));
        }
        if (!attempt.technique().isEmpty()) {
            List<String> techniques = List.of(attempt.technique().split(",", -1));
            if (!SharedReasons.codes(implant.techniques()).containsAll(techniques)
                    || techniques.size() != Set.copyOf(techniques).size()) {
                problems.add(
                        "technique: each once, separated by commas, of " + SharedReasons.codes(implant.techniques()));
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
}
