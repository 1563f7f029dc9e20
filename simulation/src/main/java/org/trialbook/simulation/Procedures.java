package org.trialbook.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
import org.trialbook.protocol.Arm;
import org.trialbook.protocol.ImplantPlan;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.CrossoverReason;
import org.trialbook.protocol.UsualAttempt;
import org.trialbook.simulation.Course.Procedure;

/// Draws the implant of one subject: the leads of an arm, where the protocol's codes for them come from.
///
/// Parameters of this simulation, not published: repeated attempts, added leads, who asks for a crossover and how often
/// it is denied; see [LeadKind] for how often a treatment succeeds.
final class Procedures {

    private static final Pattern PHRENIC = Pattern.compile("phrenic", Pattern.CASE_INSENSITIVE);
    private static final double FIRST_OF_TWO_LEADS = 0.75;
    private static final double FIRST_ATTEMPT_FAILS = 0.12;
    private static final double LEAD_ADDED = 0.12;
    private static final double DENIED = 0.2;
    private static final double ASKED_BY_INVESTIGATOR = 0.3;

    private final Chance chance;
    private final Protocol protocol;
    private final ClinicalState before;
    private final String implanter;
    private final List<Procedure> procedures = new ArrayList<>();

    private Procedures(Chance chance, Protocol protocol, ClinicalState before) {
        this.chance = chance;
        this.protocol = protocol;
        this.before = before;
        this.implanter = chance.happens(0.7) ? "implanter" : "implanter-2";
    }

    /// @param procedures in their order, the first attempt first; none where the arm's treatment is no lead
    /// @param implanted null where nothing is
    record Drawn(List<Procedure> procedures, @Nullable Implanted implanted) {}

    static Drawn draw(Chance chance, Protocol protocol, String arm, ClinicalState before, LocalDate on) {
        return draw(chance, protocol, arm, before, on, true);
    }

    /// Before anybody has an arm: as in the protocol's first one, and without a crossover.
    static Drawn unallocated(Chance chance, Protocol protocol, ClinicalState before, LocalDate on) {
        return draw(chance, protocol, protocol.arms().getFirst().code().value(), before, on, false);
    }

    /// One attempt or two on that day, and no lead that stays; nobody has an arm.
    static List<Procedure> abandoned(Chance chance, Protocol protocol, ClinicalState before, LocalDate on) {
        List<String> treatment = protocol.arms().getFirst().treatment();
        Procedures drawing = new Procedures(chance, protocol, before);
        for (int attempt = chance.between(1, 2); attempt > 0 && !treatment.isEmpty(); attempt--) {
            Lead lead = Lead.of(treatment.getFirst(), protocol);
            drawing.attempt(on, lead, drawing.setback(lead));
        }
        return List.copyOf(drawing.procedures);
    }

    /// Leads tried on that day without success, after which a crossover is asked for; nothing where the protocol
    /// permits none from that arm.
    static List<Procedure> inVain(Chance chance, Protocol protocol, String arm, ClinicalState before, LocalDate on) {
        Arm treated = arm(protocol, new ArmCode(arm));
        List<CrossoverReason> reasons = reasons(protocol, treated);
        if (treated.treatment().isEmpty() || reasons.isEmpty()) {
            return List.of();
        }
        Procedures drawing = new Procedures(chance, protocol, before);
        drawing.failed(chance.oneOf(reasons), Lead.of(treated.treatment().getFirst(), protocol), on);
        return List.copyOf(drawing.procedures);
    }

    private static Drawn draw(
            Chance chance, Protocol protocol, String arm, ClinicalState before, LocalDate on, boolean allocated) {
        Arm treated = arm(protocol, new ArmCode(arm));
        if (treated.treatment().isEmpty()) {
            return new Drawn(List.of(), null);
        }
        Procedures drawing = new Procedures(chance, protocol, before);
        Implanted implanted = drawing.treated(treated, on, allocated);
        return new Drawn(List.copyOf(drawing.procedures), implanted);
    }

    /// A reason of another arm, which the server has to refuse.
    static Optional<String> reasonOfOtherArm(Protocol protocol, String arm) {
        return protocol.crossover().reasons().stream()
                .filter(reason -> !reason.from().value().equals(arm))
                .map(CrossoverReason::code)
                .findFirst();
    }

    /// What the treatment of an arm begins with.
    static LeadKind kind(Protocol protocol, String arm) {
        Arm treated = arm(protocol, new ArmCode(arm));
        return treated.treatment().isEmpty()
                ? LeadKind.UNKNOWN
                : Lead.of(treated.treatment().getFirst(), protocol).kind();
    }

    private static Arm arm(Protocol protocol, ArmCode code) {
        return protocol.arm(code).orElseThrow();
    }

    private Implanted treated(Arm arm, LocalDate on, boolean allocated) {
        Lead lead = Lead.of(
                arm.treatment().size() == 1 || chance.happens(FIRST_OF_TWO_LEADS)
                        ? arm.treatment().getFirst()
                        : arm.treatment().get(1),
                protocol);
        if (chance.happens(kind(protocol, arm.code().value()).success())) {
            if (chance.happens(FIRST_ATTEMPT_FAILS)) {
                attempt(on, lead, setback(lead));
            }
            Implanted implanted = attempt(on, lead, null);
            boolean added = !arm.adjunct().isEmpty() && chance.happens(LEAD_ADDED);
            return added ? implanted.and(attempt(on, Lead.of(arm.adjunct().getFirst(), protocol), null)) : implanted;
        }
        List<CrossoverReason> reasons = reasons(protocol, arm);
        if (reasons.isEmpty() || !allocated) {
            // Tried once more: the protocol permits nothing else.
            attempt(on, lead, setback(lead));
            return attempt(on, lead, null);
        }
        return failed(chance.oneOf(reasons), lead, on);
    }

    /// Of a protocol that does not ask why, nothing.
    private String setback(Lead lead) {
        return lead.setbacks().isEmpty() ? "" : chance.oneOf(lead.setbacks());
    }

    private static List<CrossoverReason> reasons(Protocol protocol, Arm from) {
        return protocol.crossover().reasons().stream()
                .filter(reason -> reason.from().equals(from.code()))
                .toList();
    }

    private Implanted failed(CrossoverReason reason, Lead lead, LocalDate on) {
        String failure = failure(reason, lead);
        attempt(on, lead, failure);
        if (chance.happens(0.5)) {
            attempt(on, lead, failure);
        }
        return afterFailure(reason, lead, on);
    }

    /// Where the protocol calls a failure as it calls the reason for a crossover, it is that failure.
    private String failure(CrossoverReason reason, Lead lead) {
        return protocol.implant().failures().stream()
                        .anyMatch(known -> known.code().equals(reason.code()))
                ? reason.code()
                : lead.setbacks().isEmpty() ? "" : lead.setbacks().getFirst();
    }

    private Implanted afterFailure(CrossoverReason reason, Lead lead, LocalDate on) {
        boolean approved = !chance.happens(DENIED);
        procedures.add(new Procedure.Crossing(
                on,
                chance.happens(ASKED_BY_INVESTIGATOR) ? "investigator" : implanter,
                reason.code(),
                "After two hours in the laboratory.",
                approved));
        List<String> other = arm(protocol, reason.to()).treatment();
        if (approved && !other.isEmpty()) {
            return attempt(on, Lead.of(other.getFirst(), protocol), null);
        }
        // Tried once more with the allocated lead.
        return attempt(on, lead, null);
    }

    /// @param failure null when the lead stays
    private Implanted attempt(LocalDate on, Lead lead, @Nullable String failure) {
        Implanted result = lead.kind().implanted(chance);
        ImplantPlan plan = protocol.implant();
        boolean phrenic = plan.failures().stream()
                .anyMatch(known -> known.code().equals(failure)
                        && PHRENIC.matcher(known.label()).find());
        boolean stayed = failure == null;
        AttemptAnswers answers = new AttemptAnswers(plan, lead.code(), stayed);
        if (!lead.targets().isEmpty()) {
            List<String> techniques = lead.techniques();
            answers.with(UsualAttempt.TARGET, chance.oneOf(lead.targets()))
                    .with(UsualAttempt.FAILURE, failure)
                    .with(UsualAttempt.QRS_BEFORE, before.qrs())
                    .with(UsualAttempt.QRS_AFTER, stayed ? result.qrs() : null)
                    .with(UsualAttempt.THRESHOLD, stayed || phrenic ? exact(result.threshold()) : null)
                    .with(UsualAttempt.PULSE_WIDTH, stayed || phrenic ? exact(0.4) : null)
                    .with(UsualAttempt.PHRENIC_CAPTURE, lead.kind() == LeadKind.CORONARY_SINUS ? phrenic : null)
                    .with(
                            UsualAttempt.TECHNIQUE,
                            techniques.isEmpty()
                                    ? null
                                    : String.join(",", chance.some(techniques, chance.between(1, techniques.size()))))
                    .with(UsualAttempt.NOTE, stayed ? null : "Abandoned after repeated attempts.");
        }
        procedures.add(new Procedure.Attempt(on, implanter, answers.filled(plan.items(), chance, on)));
        return result;
    }

    private static BigDecimal exact(double number) {
        return BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP);
    }
}
