package org.trialbook.trial.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.KitPlan;
import org.trialbook.protocol.KitPlan.KitProduct;
import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.rules.SharedReasons;

/// What several acts on kits ask.
final class KitReasons {
    private static final Reason NO_KITS =
            Reason.of("no-kits-in-the-protocol", "Kits are sent and given by a protocol that says which there are.");

    private KitReasons() {}

    /// The refusal where the protocol says nothing of kits. It asks nothing of the request.
    static @Nullable Refusal planned(Protocol protocol) {
        return protocol.kits() == null ? NO_KITS.refusal() : null;
    }

    /// Why the product is none of the protocol's; null when it is one.
    static @Nullable Refusal known(Protocol protocol, String product) {
        List<String> known =
                plan(protocol).products().stream().map(KitProduct::code).toList();
        return known.contains(product) ? null : SharedReasons.unknownCode("product", product, known);
    }

    /// Of a product that is known.
    static KitProduct product(Protocol protocol, String code) {
        return plan(protocol).product(code).orElseThrow();
    }

    static KitPlan plan(Protocol protocol) {
        KitPlan kits = protocol.kits();
        if (kits == null) {
            throw new IllegalStateException("a rule asks for the kits first");
        }
        return kits;
    }
}
