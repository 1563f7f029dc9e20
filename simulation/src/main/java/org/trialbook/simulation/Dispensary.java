package org.trialbook.simulation;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.KitPlan;
import org.trialbook.protocol.KitPlan.KitProduct;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Visit;

/// Gives one subject the protocol's treatment kits, at each visit of the treatment but the last; what was given before
/// comes back then. A site that is short of kits is supplied.
final class Dispensary {

    /// To how many kits of each arm a site is brought, how often it is tried, and how many kits are lost: parameters,
    /// not published.
    private static final int UP_TO = 3;

    private static final int TRIES = 8;
    private static final double LOST = 0.05;

    private final SimulationPlan plan;
    private final Protocol protocol;
    private final SimulatedClient client;
    private final Conduct conduct;
    /// Product → the kit that the subject has at home.
    private final Map<String, String> given = new HashMap<>();

    Dispensary(SimulationPlan plan, Protocol protocol, SimulatedClient client, Conduct conduct) {
        this.plan = plan;
        this.protocol = protocol;
        this.client = client;
        this.conduct = conduct;
    }

    /// @param visit what stands in requests about it
    void visited(Visit planned, String visit, LocalDate on) throws IOException, UnexpectedAnswerException {
        if (planned.anchor() == null) {
            return;
        }
        boolean last = visit.equals(protocol.schedule().getLast().code());
        for (KitProduct product : products(protocol.kits())) {
            String before = given.remove(product.code());
            if (before != null) {
                comesBack(before, visit, on);
            }
            if (!last) {
                give(product.code(), visit, on);
            }
        }
    }

    private static List<KitProduct> products(@Nullable KitPlan kits) {
        return kits == null
                ? List.of()
                : kits.products().stream()
                        .filter(product -> !product.tellsTheArm())
                        .toList();
    }

    private void give(String product, String visit, LocalDate on) throws IOException, UnexpectedAnswerException {
        conduct.at(on);
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            String detail = "-%s-%s-%d".formatted(visit, product, attempt);
            Optional<Answer> receipt = client.actIfAny(
                    conduct.request(
                            "coordinator", "dispense-kit", detail, Request.body("visit", visit, "product", product)),
                    "refusal:no-kit-at-hand");
            if (receipt.isPresent()) {
                given.put(product, receipt.get().text("kit"));
                return;
            }
            String site = conduct.screening().site().number();
            client.actIfAny(
                    new Request(
                            "data-manager",
                            "/sites/%s/acts/supply-site".formatted(site),
                            conduct.key("supply-site" + detail),
                            Request.body("product", product, "upTo", UP_TO)),
                    "refusal:nothing-to-send");
        }
        throw new UnexpectedAnswerException("%s got no kit at %s".formatted(conduct.subject(), visit));
    }

    private void comesBack(String kit, String visit, LocalDate on) throws IOException, UnexpectedAnswerException {
        conduct.at(on);
        SimulatedSite site = conduct.screening().site();
        client.act(new Request(
                site.staff("coordinator"),
                "/sites/%s/acts/account-for-kit".formatted(site.number()),
                plan.key("account-for-kit-" + kit),
                Request.body("kit", kit, "outcome", conduct.chance("kit", visit).happens(LOST) ? "lost" : "returned")));
    }
}
