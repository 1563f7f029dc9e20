package org.trialbook.view.agreement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ReadPlan;

/// How far reads of the same recordings are apart, for one item. Decimals are text, to the fourth decimal.
///
/// @param kind `inter-reader`: two who read independently, and a first read and its repeat by somebody else;
///     `intra-reader`: a read and its repeat by the same reader
/// @param n recordings that both measured
/// @param meanDifference first − second; the rest is null below two recordings
/// @param icc ICC(2,1), absolute agreement; null when nothing varies
public record Agreement(
        String modality,
        String item,
        @Nullable String unit,
        String kind,
        int n,
        @Nullable String meanDifference,
        @Nullable String sd,
        @Nullable String lower,
        @Nullable String upper,
        @Nullable String icc) {

    public static final String INTER = "inter-reader";
    public static final String INTRA = "intra-reader";

    /// Every numeric item of every modality, in the protocol's order.
    static List<Agreement> of(Protocol protocol, AgreementSums sums) {
        List<Agreement> all = new ArrayList<>();
        for (ReadPlan plan : protocol.reads()) {
            for (Item item : plan.items()) {
                if (item.type() == Item.Type.DECIMAL || item.type() == Item.Type.INTEGER) {
                    all.add(of(plan, item, INTER, sums.of(plan.modality(), item.code(), INTER)));
                    all.add(of(plan, item, INTRA, sums.of(plan.modality(), item.code(), INTRA)));
                }
            }
        }
        return all;
    }

    private static Agreement of(ReadPlan plan, Item item, String kind, PairSums pairs) {
        if (pairs.n() < 2) {
            return new Agreement(
                    plan.modality(), item.code(), item.unit(), kind, pairs.n(), null, null, null, null, null);
        }
        LimitsOfAgreement limits = LimitsOfAgreement.of(pairs);
        var icc = IntraclassCorrelation.of(pairs).absoluteAgreement();
        return new Agreement(
                plan.modality(),
                item.code(),
                item.unit(),
                kind,
                pairs.n(),
                text(limits.mean()),
                text(limits.sd()),
                text(limits.lower()),
                text(limits.upper()),
                icc.isPresent() ? text(icc.getAsDouble()) : null);
    }

    private static String text(double number) {
        return BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_UP).toPlainString();
    }
}
