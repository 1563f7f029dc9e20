package org.trialbook.simulation;

import java.io.IOException;
import java.util.Map;
import org.trialbook.protocol.KitPlan;
import org.trialbook.protocol.Protocol;

/// How a trial ends: its data are locked, two people in two roles unblind the study, the seed is revealed, and so are
/// the lists that were prepared elsewhere.
final class Closing {

    private final SimulationPlan plan;
    private final Protocol protocol;
    private final SimulatedClient client;

    Closing(SimulationPlan plan, Protocol protocol, SimulatedClient client) {
        this.plan = plan;
        this.protocol = protocol;
        this.client = client;
    }

    void close() throws IOException, UnexpectedAnswerException {
        act("data-manager", "lock-study", Request.body("reason", "Every visit and every read is recorded."));
        act("sponsor", "approve-unblinding", Map.of());
        act("statistician", "approve-unblinding", Map.of());
        act("statistician", "reveal-seed", Map.of());
        KitPlan kits = protocol.kits();
        if (kits != null) {
            reveal(kits.list());
        }
        String list = protocol.allocation().list();
        if (list != null) {
            reveal(list);
        }
    }

    /// A list that was prepared elsewhere.
    private void reveal(String list) throws IOException, UnexpectedAnswerException {
        client.act(new Request(
                "statistician",
                "/acts/reveal-prepared-list",
                plan.key("reveal-prepared-list-" + list),
                Request.body("list", list)));
    }

    private void act(String person, String act, Map<String, Object> body)
            throws IOException, UnexpectedAnswerException {
        client.act(new Request(person, "/acts/" + act, plan.key(act + "-" + person), body));
    }
}
