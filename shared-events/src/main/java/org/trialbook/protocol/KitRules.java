package org.trialbook.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.trialbook.protocol.InvalidProtocolException.Problem;
import org.trialbook.protocol.KitPlan.KitProduct;

/// What must hold of the kits.
final class KitRules {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private KitRules() {}

    static void check(Protocol protocol, List<Problem> problems) {
        KitPlan kits = protocol.kits();
        if (kits == null) {
            return;
        }
        if (!HASH.matcher(kits.list()).matches()) {
            problems.add(new Problem(
                    "kits.list", "commitment-form", "64 hexadecimal digits in lower case, as SHA-256 is written"));
        }
        if (kits.low() < 1) {
            problems.add(new Problem("kits.low", "positive", "1 or more"));
        }
        if (kits.products().isEmpty()) {
            problems.add(new Problem("kits.products", "not-empty", "at least one product"));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < kits.products().size(); i++) {
            KitProduct product = kits.products().get(i);
            String path = "kits.products[%d]".formatted(i);
            if (!seen.add(product.code())) {
                problems.add(new Problem(path, "unique", "'%s' stands twice".formatted(product.code())));
            }
            product.arms().stream()
                    .filter(arm -> protocol.arm(arm).isEmpty())
                    .forEach(arm ->
                            problems.add(new Problem(path + ".arms", "known-arm", "'%s' is no arm".formatted(arm))));
        }
    }
}
