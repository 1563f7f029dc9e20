package org.trialbook.view.blind.leak;

import java.util.List;
import java.util.Objects;
import org.trialbook.event.KitEvent;
import org.trialbook.view.blind.Deed;

/// Kits that are numbered arm by arm.
final class KitNumberTellsTheArm implements Leak {

    @Override
    public String imitates() {
        return "kits are numbered arm by arm";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(deed -> changed(deed)).toList();
    }

    private static Deed changed(Deed deed) {
        if (!(deed.event()
                instanceof
                KitEvent.KitsShipped(var study, var site, int shipment, var product, int upTo, var kits, var arms))) {
            return deed;
        }
        List<String> numbers = kits.stream()
                .map(kit -> kit + "-"
                        + (Objects.requireNonNull(arms.opened().get(kit))
                                        .value()
                                        .equals("CSP")
                                ? 1
                                : 2))
                .toList();
        return deed.with(new KitEvent.KitsShipped(study, site, shipment, product, upTo, numbers, arms));
    }
}
