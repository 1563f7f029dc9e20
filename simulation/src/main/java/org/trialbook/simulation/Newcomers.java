package org.trialbook.simulation;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.trialbook.protocol.Protocol;
import org.trialbook.simulation.Screening.Outcome;

/// People who come into a trial that runs already: all of them at once, each as quickly as the acts go. What has
/// happened
/// to them by then is entered late; whoever is eligible is randomized. Nothing that they do is wrong.
final class Newcomers {
    private final SimulationPlan plan;
    private final Protocol protocol;
    private final SimulatedClient client;
    private final TrialCalendar calendar;
    private final ReadingRoom room;
    private final List<Screening> screened;

    Newcomers(
            SimulationPlan plan,
            Protocol protocol,
            SimulatedClient client,
            TrialCalendar calendar,
            ReadingRoom room,
            List<Screening> screened) {
        this.plan = plan;
        this.protocol = protocol;
        this.client = client;
        this.calendar = calendar;
        this.room = room;
        this.screened = screened;
    }

    void come() {
        AtomicInteger rank = new AtomicInteger();
        calendar.work(() -> screened.forEach(screening -> {
            int registration = rank.getAndIncrement();
            calendar.start(() -> take(screening, registration));
        }));
    }

    private void take(Screening screening, int registration) throws IOException, UnexpectedAnswerException {
        Conduct conduct = new Conduct(plan, protocol, client, calendar, room, screening);
        conduct.register(registration);
        ScreeningActs acts = new ScreeningActs(plan, protocol, client, calendar, conduct);
        acts.consent();
        acts.assess();
        acts.correctSlip();
        if (screening.outcome() == Outcome.RANDOMIZED) {
            client.act(conduct.randomization());
            client.tally().randomized.increment();
        }
    }
}
