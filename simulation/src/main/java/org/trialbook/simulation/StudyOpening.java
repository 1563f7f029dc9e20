package org.trialbook.simulation;

import java.io.IOException;
import java.util.Map;
import org.trialbook.protocol.Protocol;

/// How a trial begins: its protocol is published, the parties commit to their shares of the seed, and the sites open.
final class StudyOpening {

    private final SimulationPlan plan;
    private final Protocol protocol;
    private final Demo demo;
    private final SimulatedClient client;

    StudyOpening(SimulationPlan plan, Protocol protocol, Demo demo, SimulatedClient client) {
        this.plan = plan;
        this.protocol = protocol;
        this.demo = demo;
        this.client = client;
    }

    /// @throws SimulationNotPossibleException when the record holds another trial already, or the server is away
    void open() {
        try {
            client.act(new Request(
                    "data-manager",
                    "/acts/publish-protocol",
                    plan.key("publish-protocol"),
                    Request.body("protocol", plan.protocol())));
            if (SamplePicture.isAsked(protocol)) {
                client.upload("data-manager", SamplePicture.bytes());
            }
            for (Map.Entry<String, String> commitment : commitments().entrySet()) {
                client.act(new Request(
                        commitment.getKey(),
                        "/acts/commit-seed-share",
                        plan.key("commit-seed-share-" + commitment.getKey()),
                        Request.body("commitment", commitment.getValue())));
            }
            for (SimulatedSite site : SimulatedSite.first(plan.sites())) {
                client.act(new Request(
                        "data-manager",
                        "/acts/open-site",
                        plan.key("open-site-" + site.number()),
                        Request.body(
                                "site", site.number(),
                                "name", site.name(),
                                "zone", site.zone().getId())));
                for (Request range : LaboratoryRanges.of(plan, protocol, site)) {
                    client.act(range);
                }
            }
        } catch (UnexpectedAnswerException e) {
            throw new SimulationNotPossibleException("The record can't take this trial: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new SimulationNotPossibleException("The server at %s went away".formatted(plan.server()), e);
        }
    }

    private Map<String, String> commitments() {
        try {
            return demo.commitments();
        } catch (IOException e) {
            throw new SimulationNotPossibleException(
                    "There are no commitments to the seed: they are written by the command side in demo", e);
        }
    }
}
