package org.trialbook.event;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A site's laboratory calls numbers within this range normal, of some people or of everybody, from a day on. With
/// neither limit, the range of those people ends on that day. What was said before stays; numbers are kept as text, as
/// they were said.
///
/// @param group of whom
/// @param from the least that is normal; null where there is no lower limit
/// @param to the greatest that is normal; null where there is no upper limit
/// @param unit of both limits: the item's, or another in which its answers may be typed; null where it has none
/// @param laboratory its name
/// @param validFrom the first day on which it holds
/// @param because `entered-wrongly`, `laboratory-corrected-it` or `learned-late`, where it is said of
///     days for which one was said before; null otherwise
@Stored("NormalRangeSet")
public record NormalRangeSet(
        StudyId study,
        SiteId site,
        String form,
        String item,
        RangeGroup group,
        @Nullable String from,
        @Nullable String to,
        @Nullable String unit,
        String laboratory,
        LocalDate validFrom,
        @Nullable String because)
        implements StudyEvent, ToBlinded.Shown {

    /// Of whom a range holds: those who are of the sex, and of the age in years, as far as one is said.
    public record RangeGroup(
            @Nullable String sex,
            @Nullable Integer ageFrom,
            @Nullable Integer ageTo) {

        public static final RangeGroup EVERYBODY = new RangeGroup(null, null, null);

        /// @param itsSex null while it is not known
        /// @param age in years; null while it is not known
        public boolean takesIn(@Nullable String itsSex, @Nullable Integer age) {
            return (sex == null || sex.equals(itsSex))
                    && (ageFrom == null || (age != null && age >= ageFrom))
                    && (ageTo == null || (age != null && age <= ageTo));
        }

        /// How much it says: what is said of fewer people goes before what is said of more.
        public int narrowness() {
            return (sex == null ? 0 : 1) + (ageFrom == null && ageTo == null ? 0 : 1);
        }
    }

    /// Whether it says that the range of its people ends.
    public boolean ends() {
        return from == null && to == null;
    }

    /// Whether the other is of the same people's answers to the same item, at the same site.
    public boolean sameAs(NormalRangeSet other) {
        return site.equals(other.site)
                && form.equals(other.form)
                && item.equals(other.item)
                && group.equals(other.group);
    }

    @Override
    public Set<EventTag> tags() {
        return Set.of(EventTag.of(site));
    }

    @Override
    public Optional<SiteId> aboutSite() {
        return Optional.of(site);
    }
}
