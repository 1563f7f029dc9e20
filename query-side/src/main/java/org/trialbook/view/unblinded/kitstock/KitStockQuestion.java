package org.trialbook.view.unblinded.kitstock;

import static org.trialbook.view.kit.KitProjection.KITS;
import static org.trialbook.view.unblinded.kitstock.KitArmProjection.KIT_ARMS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.protocol.KitPlan;
import org.trialbook.protocol.Protocol;
import org.trialbook.view.kit.KitView;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import org.trialbook.view.unblinded.Shown;

/// How many kits of each arm every site has in stock, and which of them are low.
public final class KitStockQuestion extends Question<Shown> {

    public KitStockQuestion() {
        super(SharedQuestions.UNBLINDED_KIT_STOCK, "/unblinded/kit-stock", List.of());
    }

    record KitStockAnswer(List<OfArm> stock) {}

    /// @param inStock how many can be given
    /// @param dispensed how many were given, whatever became of them
    /// @param low whether these are as few as the protocol says, or fewer
    record OfArm(String site, String product, String arm, int inStock, int dispensed, boolean low) {}

    private record Place(String site, String product) {}

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        Protocol protocol = ProtocolInForce.at(snapshot, parameters.study()).orElse(null);
        KitPlan plan = protocol == null ? null : protocol.kits();
        List<OfArm> stock = new ArrayList<>();
        Map<String, KitArmView> arms = snapshot.all(KIT_ARMS);
        if (protocol != null && plan != null) {
            places(snapshot)
                    .forEach((at, place) -> plan.product(place.product())
                            .ifPresent(product -> plan.arms(product, protocol)
                                    .forEach(arm -> stock.add(ofArm(snapshot, arms, place, arm.value(), plan.low())))));
        }
        // Who was given a kit is in a count, and a count may be of one.
        return new Shown(
                QuestionAnswer.whole(new KitStockAnswer(stock)),
                snapshot.all(KITS).values().stream()
                        .map(KitView::subject)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
    }

    private static SortedMap<String, Place> places(Snapshot snapshot) {
        SortedMap<String, Place> places = new TreeMap<>();
        snapshot.all(KITS)
                .values()
                .forEach(kit -> places.put(kit.site() + " " + kit.product(), new Place(kit.site(), kit.product())));
        return places;
    }

    private static OfArm ofArm(Snapshot snapshot, Map<String, KitArmView> arms, Place place, String arm, int low) {
        int inStock = 0;
        int dispensed = 0;
        for (KitView kit : snapshot.all(KITS).values()) {
            KitArmView known = arms.get(kit.kit());
            if (known != null
                    && known.arm().equals(arm)
                    && kit.site().equals(place.site())
                    && kit.product().equals(place.product())) {
                inStock += kit.status().equals(KitView.IN_STOCK) ? 1 : 0;
                dispensed += kit.subject() == null ? 0 : 1;
            }
        }
        return new OfArm(place.site(), place.product(), arm, inStock, dispensed, inStock <= low);
    }
}
