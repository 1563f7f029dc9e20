package org.trialbook.trial.kit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.ArmCode;
import org.trialbook.event.EventTag;
import org.trialbook.event.KitEvent.KitAccounted;
import org.trialbook.event.KitEvent.KitsShipped;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectEvent.KitDispensed;
import org.trialbook.trial.act.Boundary.Criterion;

/// The kits that one site was sent, and where each of them is.
final class SiteStock {

    /// Where a kit is.
    enum Status {
        IN_STOCK("in-stock"),
        DISPENSED("dispensed"),
        RETURNED("returned"),
        DAMAGED("damaged"),
        LOST("lost"),
        DESTROYED("destroyed");

        private final String storedName;

        Status(String storedName) {
            this.storedName = storedName;
        }

        String storedName() {
            return storedName;
        }

        static Optional<Status> named(String storedName) {
            return Arrays.stream(values())
                    .filter(status -> status.storedName.equals(storedName))
                    .findFirst();
        }

        /// Whether a kit can come from here to there: what was given out is not given out again.
        boolean leadsTo(Status next) {
            return switch (this) {
                case IN_STOCK -> next == DAMAGED || next == LOST || next == DESTROYED;
                case DISPENSED -> next == RETURNED || next == LOST;
                case RETURNED, DAMAGED -> next == DESTROYED || next == LOST;
                case LOST, DESTROYED -> false;
            };
        }
    }

    private record Kit(String product, ArmCode arm, Status status) {}

    private final SiteId site;
    private final Map<String, Kit> kits = new HashMap<>();
    private final Map<String, Integer> upTo = new HashMap<>();
    private int shipments;

    SiteStock(SiteId site) {
        this.site = site;
    }

    /// The events that it follows from.
    static Criterion events(SiteId site) {
        return new Criterion(
                Set.of(KitsShipped.class, KitDispensed.class, KitAccounted.class),
                Set.of(new EventTag(EventTag.SITE, site.value())));
    }

    void apply(RecordedEvent recorded) {
        switch (recorded.event()) {
            case KitsShipped shipped
            when shipped.site().equals(site) -> {
                shipments = shipped.shipment();
                upTo.put(shipped.product(), shipped.upTo());
                shipped.arms()
                        .opened()
                        .forEach((kit, arm) -> kits.put(kit, new Kit(shipped.product(), arm, Status.IN_STOCK)));
            }
            case KitDispensed dispensed when dispensed.site().equals(site) -> move(dispensed.kit(), Status.DISPENSED);
            case KitAccounted accounted
            when accounted.site().equals(site) ->
                Status.named(accounted.outcome()).ifPresent(status -> move(accounted.kit(), status));
            default -> {}
        }
    }

    private void move(String kit, Status status) {
        kits.computeIfPresent(kit, (number, known) -> new Kit(known.product(), known.arm(), status));
    }

    /// Numbers of the arm's kits that can be given to somebody.
    SortedSet<String> atHand(String product, ArmCode arm) {
        SortedSet<String> numbers = new TreeSet<>();
        kits.forEach((number, kit) -> {
            if (kit.product().equals(product) && kit.arm().equals(arm) && kit.status() == Status.IN_STOCK) {
                numbers.add(number);
            }
        });
        return numbers;
    }

    Optional<Status> status(String kit) {
        return Optional.ofNullable(kits.get(kit)).map(Kit::status);
    }

    /// To how many of each arm the site was brought last; 0 before its first shipment of the product.
    int upTo(String product) {
        return upTo.getOrDefault(product, 0);
    }

    int shipments() {
        return shipments;
    }
}
