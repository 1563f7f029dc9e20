package org.trialbook.casebook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.event.NormalRangeSet;
import org.trialbook.event.SiteId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.NormalRange;

/// What the sites' laboratories call normal, as it was said, and which of it holds on a day. Of two that were said of
/// the same people from the same day on, the later corrects the earlier.
public final class NormalRanges {
    private final List<Said> said = new ArrayList<>();

    /// One of them, and who said it.
    ///
    /// @param by null where nobody is named
    public record Said(NormalRangeSet range, Instant recordedAt, EventLine.@Nullable Actor by) {}

    public void apply(TrialEvent event, Instant recordedAt, EventLine.@Nullable Actor by) {
        if (event instanceof NormalRangeSet range) {
            said.add(new Said(range, recordedAt, by));
        }
    }

    /// All that was said, in the order in which it was.
    public List<Said> said() {
        return List.copyOf(said);
    }

    /// Whether another one was said later of the same people from the same day on.
    public boolean corrected(Said range) {
        return said.subList(said.indexOf(range) + 1, said.size()).stream()
                .map(Said::range)
                .anyMatch(other -> other.sameAs(range.range())
                        && other.validFrom().equals(range.range().validFrom()));
    }

    /// What was said last of those people for the day, whether it holds or ends what held; empty before anything was.
    ///
    /// @param of whose people, and which item's
    public Optional<NormalRangeSet> on(LocalDate day, NormalRangeSet of) {
        NormalRangeSet found = null;
        for (Said each : said) {
            NormalRangeSet range = each.range();
            if (range.sameAs(of)
                    && !range.validFrom().isAfter(day)
                    && (found == null || !found.validFrom().isAfter(range.validFrom()))) {
                found = range;
            }
        }
        return Optional.ofNullable(found);
    }

    /// Whether something was said of those people for that day or a later one.
    public boolean saidFrom(LocalDate day, NormalRangeSet of) {
        return said.stream()
                .map(Said::range)
                .anyMatch(range -> range.sameAs(of) && !range.validFrom().isBefore(day));
    }

    /// The range that holds for somebody on a day: of those that take them in, the one of the fewest people.
    ///
    /// @param sex null while it is not known
    /// @param age in years; null while it is not known
    public Optional<NormalRangeSet> inForce(
            SiteId site, String form, String item, @Nullable String sex, @Nullable Integer age, LocalDate day) {
        return said.stream()
                .map(Said::range)
                .filter(range -> range.site().equals(site)
                        && range.form().equals(form)
                        && range.item().equals(item)
                        && range.group().takesIn(sex, age)
                        && on(day, range).filter(range::equals).isPresent()
                        && !range.ends())
                .max(Comparator.comparingInt(
                                (NormalRangeSet range) -> range.group().narrowness())
                        .thenComparing(NormalRangeSet::validFrom));
    }

    /// The range that an answer is compared with: the site's, or what the protocol says where the site has none.
    ///
    /// @param form the form's code
    /// @param item as the version asks it under which the form stands
    /// @param answer null where there is none, or it must not be read
    public Optional<ComparedRange> compared(
            SiteId site,
            String form,
            Item item,
            @Nullable String sex,
            @Nullable Integer age,
            LocalDate day,
            @Nullable ItemValue answer) {
        NormalRange planned = item.normalRange();
        if (planned == null) {
            return Optional.empty();
        }
        return inForce(site, form, item.code(), sex, age, day)
                .map(range -> ComparedRange.of(range, item, answer))
                .or(() -> planned.bySite() ? Optional.empty() : Optional.of(ComparedRange.of(planned, item, answer)));
    }
}
