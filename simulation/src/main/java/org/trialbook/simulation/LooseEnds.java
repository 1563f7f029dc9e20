package org.trialbook.simulation;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.trialbook.protocol.Protocol;
import org.trialbook.simulation.Course.Procedure;

/// What a simulation that stops in the middle leaves for somebody to do, beside the visits that are due and the reads
/// that are open by then: a crossover, asked for after the last randomization, and an emergency unblinding to assess.
final class LooseEnds {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final SimulationPlan plan;
    private final Protocol protocol;
    private final SimulatedClient client;
    private final List<Screening> order;

    /// @param order those who are to be randomized, in their order
    LooseEnds(SimulationPlan plan, Protocol protocol, SimulatedClient client, List<Screening> order) {
        this.plan = plan;
        this.protocol = protocol;
        this.client = client;
        this.order = order;
    }

    /// When the simulation stops: the second workday after the last randomization, or when all is done.
    Instant end() {
        return plan.stops()
                ? TrialCalendar.entering(dayAfter(dayAfter(last().randomizedOn())))
                        .plus(HALF_AN_HOUR)
                : Instant.MAX;
    }

    /// Whether this subject's treatment waits for a crossover at the end.
    boolean waits(Screening screening, String arm) {
        return plan.stops()
                && screening.equals(last())
                && !inVain(screening, arm).isEmpty();
    }

    void crossover(Conduct conduct, String arm) throws IOException, UnexpectedAnswerException {
        new FollowUp(plan, protocol, client, conduct).upToTheCrossover(inVain(conduct.screening(), arm));
    }

    /// Whether it is this subject's arm that has to be told in an emergency: of those who stay, one who has been in the
    /// trial for some time.
    boolean unblinds(Screening screening, Courses courses) {
        if (!plan.stops()) {
            return false;
        }
        for (Screening one : order.subList(0, (plan.upTo() + 1) / 2).reversed()) {
            if (!courses.leaves(one)) {
                return one.equals(screening);
            }
        }
        return false;
    }

    void unblinding(Conduct conduct) throws IOException, UnexpectedAnswerException {
        client.once(conduct.request(
                "investigator",
                "unblind-subject",
                "",
                Request.body(
                        "reason",
                        protocol.unblinding().emergencyReasons().getFirst().code(),
                        "recipient",
                        "Dr A. Keller, emergency department",
                        "note",
                        "Syncope; the device had to be examined at once.")));
    }

    private Screening last() {
        return order.get(plan.upTo() - 1);
    }

    private List<Procedure> inVain(Screening screening, String arm) {
        Chance chance = plan.chance(SimulationPlan.number(screening.index()), "in vain", arm);
        return Procedures.inVain(chance, protocol, arm, screening.baseline(), dayAfter(screening.randomizedOn()));
    }

    private static LocalDate dayAfter(LocalDate day) {
        return Screenings.workday(day.plusDays(1));
    }
}
