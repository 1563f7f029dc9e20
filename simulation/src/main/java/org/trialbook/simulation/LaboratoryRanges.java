package org.trialbook.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.NormalRange;
import org.trialbook.protocol.Protocol;

/// What the laboratory of a simulated site calls normal of the items whose range is the site's: the middle fifth of
/// what is plausible, so that most answers lie around it.
final class LaboratoryRanges {
    private static final BigDecimal LOWER = new BigDecimal("0.4");
    private static final BigDecimal UPPER = new BigDecimal("0.6");

    private LaboratoryRanges() {}

    /// What is said of a site when it opens.
    static List<Request> of(SimulationPlan plan, Protocol protocol, SimulatedSite site) {
        List<Request> said = new ArrayList<>();
        for (Form form : protocol.forms()) {
            for (Item item : form.items()) {
                NormalRange normal = item.normalRange();
                if (normal != null && normal.bySite()) {
                    said.add(new Request(
                            "data-manager",
                            "/sites/%s/acts/set-normal-range".formatted(site.number()),
                            plan.key("set-normal-range-%s-%s-%s".formatted(site.number(), form.code(), item.code())),
                            body(plan, form, item, site)));
                }
            }
        }
        return said;
    }

    private static Map<String, Object> body(SimulationPlan plan, Form form, Item item, SimulatedSite site) {
        Map<String, Object> body = Request.body(
                "form", form.code(),
                "item", item.code(),
                "from", limit(item, LOWER),
                "to", limit(item, UPPER),
                "laboratory", "Laboratory of site " + site.number(),
                "validFrom", plan.opening().toString());
        if (item.unit() != null) {
            body.put("unit", item.unit());
        }
        return body;
    }

    private static String limit(Item item, BigDecimal share) {
        BigDecimal min = Objects.requireNonNull(item.min());
        BigDecimal max = Objects.requireNonNull(item.max());
        return min.add(max.subtract(min).multiply(share))
                .setScale(item.scale(), RoundingMode.HALF_UP)
                .toPlainString();
    }
}
