package org.trialbook.view.unblinded.allocationaccess;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.projection.Counts;

/// Who could have known one subject's arm.
///
/// @param subject or `*` for what was shown of no subject in particular
/// @param randomized whether there is an arm to know
/// @param known account and means → since when
public record AllocationAccessView(String subject, boolean randomized, SortedMap<String, Known> known) {

    /// @param account null for somebody whom no account stands for: a named recipient, or everybody
    /// @param name the account's name, or who learned it as it was recorded
    /// @param means how: the view through which it was shown, or what was recorded by whoever knew
    /// @param on the day on which it happened, where that was recorded beside the time of recording
    /// @param since when it was first recorded
    /// @param position of that event
    /// @param last when it was last recorded
    /// @param times how often
    public record Known(
            @Nullable String account,
            String name,
            @Nullable String role,
            @Nullable String site,
            String means,
            @Nullable LocalDate on,
            Instant since,
            long position,
            Instant last,
            int times) {

        Known again(Instant at) {
            return new Known(account, name, role, site, means, on, since, position, at, times + 1);
        }
    }

    AllocationAccessView allocated() {
        return new AllocationAccessView(subject, true, known);
    }

    AllocationAccessView with(String key, Known next) {
        Known before = known.get(key);
        return new AllocationAccessView(
                subject, randomized, Counts.with(known, key, before == null ? next : before.again(next.since())));
    }
}
