package org.trialbook.verify.randomization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.trialbook.allocation.AllocationSeed;
import org.trialbook.allocation.KitDraw;
import org.trialbook.allocation.KitList.Kit;
import org.trialbook.event.ArmCode;
import org.trialbook.event.KitEvent.KitAccounted;
import org.trialbook.event.KitEvent.KitsShipped;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectEvent.KitDispensed;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.verify.randomization.AllocationFinding.KitNotInStock;
import org.trialbook.verify.randomization.AllocationFinding.KitOfAnotherArm;
import org.trialbook.verify.randomization.AllocationFinding.OtherKit;
import org.trialbook.verify.randomization.AllocationFinding.WrongDispensing;

/// Whether every subject was given the kit that the draw picks among those of the subject's arm at the site.
final class KitRecheck {

    private record Told(long position, TrialEvent event) {}

    private final List<Told> events = new ArrayList<>();
    private boolean dispensed;

    void next(long position, TrialEvent event) {
        events.add(new Told(position, event));
        dispensed |= event instanceof KitDispensed;
    }

    /// Whether there is anything to recompute.
    boolean dispensed() {
        return dispensed;
    }

    /// @param kits number → kit, of all lists that were revealed as they were committed to
    /// @param arms subject → arm, as far as they are known
    List<AllocationFinding> findings(AllocationSeed seed, Map<String, Kit> kits, Map<SubjectId, ArmCode> arms) {
        Map<SiteId, Map<String, String>> stock = new HashMap<>();
        Set<String> sent = new HashSet<>();
        Map<SubjectId, Integer> given = new HashMap<>();
        List<AllocationFinding> findings = new ArrayList<>();
        for (Told told : events) {
            switch (told.event()) {
                case KitsShipped shipped ->
                    shipped.kits().stream()
                            .filter(sent::add)
                            .forEach(kit -> stock.computeIfAbsent(shipped.site(), site -> new HashMap<>())
                                    .put(kit, shipped.product()));
                case KitAccounted accounted ->
                    stock.getOrDefault(accounted.site(), new HashMap<>()).remove(accounted.kit());
                case KitDispensed kit -> {
                    Map<String, String> atSite = stock.computeIfAbsent(kit.site(), site -> new HashMap<>());
                    int earlier = given.merge(kit.subject(), 1, Integer::sum) - 1;
                    if (kit.dispensing() != earlier + 1) {
                        findings.add(
                                new WrongDispensing(told.position(), kit.subject(), earlier + 1, kit.dispensing()));
                    }
                    ArmCode arm = arms.get(kit.subject());
                    Kit known = kits.get(kit.kit());
                    if (!kit.product().equals(atSite.get(kit.kit()))) {
                        findings.add(new KitNotInStock(told.position(), kit.kit(), kit.site()));
                    } else if (arm == null || known == null || !known.arm().equals(arm)) {
                        findings.add(new KitOfAnotherArm(told.position(), kit.subject(), kit.kit()));
                    } else {
                        SortedSet<String> atHand = atHand(atSite, kits, kit.product(), arm);
                        String drawn = KitDraw.given(seed, kit.study(), kit.subject(), earlier, atHand);
                        if (!drawn.equals(kit.kit())) {
                            findings.add(new OtherKit(told.position(), kit.subject(), drawn, kit.kit()));
                        }
                    }
                    atSite.remove(kit.kit());
                }
                default -> {}
            }
        }
        return findings;
    }

    private static SortedSet<String> atHand(
            Map<String, String> atSite, Map<String, Kit> kits, String product, ArmCode arm) {
        SortedSet<String> atHand = new TreeSet<>();
        atSite.forEach((number, of) -> {
            Kit kit = kits.get(number);
            if (of.equals(product) && kit != null && kit.arm().equals(arm)) {
                atHand.add(number);
            }
        });
        return atHand;
    }
}
