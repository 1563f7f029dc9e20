package org.trialbook.allocation;

import java.util.List;
import java.util.SortedSet;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;

/// Which of several kits it is: drawn from the seed, so that the order of numbers, and of who comes first, says
/// nothing.
public final class KitDraw {

    private KitDraw() {}

    /// The kit that a subject is given, labelled `trialbook kit v1|study|subject|earlier`.
    ///
    /// @param earlier how many kits the subject was given before
    /// @param atHand numbers of those that may be given; one at least
    public static String given(
            AllocationSeed seed, StudyId study, SubjectId subject, int earlier, SortedSet<String> atHand) {
        return one(seed, "trialbook kit v1|" + study.value() + "|" + subject.value() + "|" + earlier, atHand);
    }

    /// A kit that a site is sent, labelled `trialbook kit-supply v1|study|site|shipment|place`.
    ///
    /// @param shipment of the site, 1 for the first
    /// @param place in the shipment, 0 for the first
    /// @param inStore numbers of those that may be sent; one at least
    public static String sent(
            AllocationSeed seed, StudyId study, SiteId site, int shipment, int place, SortedSet<String> inStore) {
        return one(
                seed,
                "trialbook kit-supply v1|" + study.value() + "|" + site.value() + "|" + shipment + "|" + place,
                inStore);
    }

    private static String one(AllocationSeed seed, String label, SortedSet<String> of) {
        return List.copyOf(of).get((int) Draws.below(seed, label, of.size()));
    }
}
