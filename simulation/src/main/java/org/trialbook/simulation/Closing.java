package org.trialbook.simulation;

import java.io.IOException;
import java.util.Map;

/// How a trial ends: its data are locked, two people in two roles unblind the study, and the seed is revealed.
final class Closing {

    private final SimulationPlan plan;
    private final SimulatedClient client;

    Closing(SimulationPlan plan, SimulatedClient client) {
        this.plan = plan;
        this.client = client;
    }

    void close() throws IOException, UnexpectedAnswerException {
        act("data-manager", "lock-study", Request.body("reason", "Every visit and every read is recorded."));
        act("sponsor", "approve-unblinding", Map.of());
        act("statistician", "approve-unblinding", Map.of());
        act("statistician", "reveal-seed", Map.of());
    }

    private void act(String person, String act, Map<String, Object> body)
            throws IOException, UnexpectedAnswerException {
        client.act(new Request(person, "/acts/" + act, plan.key(act + "-" + person), body));
    }
}
