package org.trialbook.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;

/// What concerns the treatment kits of a site. Whom one was given to stands with the subject.
public sealed interface KitEvent extends StudyEvent {

    SiteId site();

    @Override
    default Set<EventTag> tags() {
        return Set.of(EventTag.of(site()));
    }

    @Override
    default Optional<SiteId> aboutSite() {
        return Optional.of(site());
    }

    /// A site was sent treatment kits, as many as bring it to so many of each arm: how many they are follows from
    /// how many it had, whatever their arms.
    ///
    /// @param shipment 1 for the site's first
    /// @param upTo how many of each arm the site then has
    /// @param kits their numbers, ascending, at most 40
    /// @param arms number → arm
    @Stored("KitsShipped")
    record KitsShipped(
            StudyId study,
            SiteId site,
            int shipment,
            String product,
            int upTo,
            List<String> kits,
            @Padded(2304) Sealed<Map<String, ArmCode>> arms)
            implements KitEvent, ToBlinded.ShownWithoutSealedFields {}

    /// What became of a kit at a site.
    ///
    /// @param outcome `returned`, `damaged`, `lost` or `destroyed`
    @Stored("KitAccounted")
    record KitAccounted(StudyId study, SiteId site, String kit, String outcome) implements KitEvent, ToBlinded.Shown {}
}
