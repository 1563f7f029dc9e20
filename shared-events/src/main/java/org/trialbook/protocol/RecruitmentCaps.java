package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SiteId;

/// How many subjects are randomized at most at a site, and of a kind. They bound who is randomized and never say to
/// what: an amendment may change them at any time, and no allocation depends on them.
///
/// @param eachSite of any one site; null where a site has no bound of its own
/// @param sites site → its own bound, in place of the one for each
/// @param strata bounds over all sites
@InFile("caps")
public record RecruitmentCaps(
        @InFile(value = "how many subjects each site randomizes at most", optional = true)
        @JsonProperty("each-site")
        @Nullable
        Integer eachSite,

        @InFile(value = "site: how many it randomizes at most, in place of each-site", optional = true)
        Map<String, Integer> sites,

        @InFile(value = "how many subjects with the same levels are randomized at most", optional = true)
        List<StratumCap> strata) {

    /// Of a protocol without any.
    public static final RecruitmentCaps NONE = new RecruitmentCaps(null, Map.of(), List.of());

    public RecruitmentCaps {
        sites = sites == null ? Map.of() : sites;
        strata = Protocol.orNone(strata);
    }

    /// A bound on the subjects who have some levels, whatever their other ones and their site.
    ///
    /// @param of factor → level
    /// @param most 0 or more; 0 lets nobody in any more
    @InFile("a stratum's cap")
    public record StratumCap(
            @InFile("factor: level, such as {aetiology: ischaemic}")
            Map<String, String> of,

            @InFile("how many are randomized at most") @JsonProperty(required = true)
            int most) {

        /// Whether it counts a subject of these levels.
        public boolean counts(Map<String, String> levels) {
            return levels.entrySet().containsAll(of.entrySet());
        }
    }

    /// How many the site randomizes at most.
    public Optional<Integer> most(SiteId site) {
        return Optional.ofNullable(sites.getOrDefault(site.value(), eachSite));
    }
}
