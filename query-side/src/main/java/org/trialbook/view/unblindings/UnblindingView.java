package org.trialbook.view.unblindings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What became of one subject's blind.
///
/// @param notices by number, 1 for the first
/// @param disclosed the arm, once the study was unblinded for everybody
public record UnblindingView(
        String subject,
        @Nullable String site,
        SortedMap<Integer, Notice> notices,
        @Nullable String disclosed) {

    /// @param on the day on which it happened
    /// @param recordedBy the account
    /// @param assessment null as long as it is due
    public record Notice(
            int unblinding,
            String kind,
            String reason,
            String recipient,
            @Nullable Integer envelope,
            LocalDate on,
            Instant recordedAt,
            long position,
            @Nullable String recordedBy,
            @Nullable String recordedAs,
            @Nullable Assessment assessment) {

        Notice assessed(Assessment by) {
            return new Notice(
                    unblinding,
                    kind,
                    reason,
                    recipient,
                    envelope,
                    on,
                    recordedAt,
                    position,
                    recordedBy,
                    recordedAs,
                    by);
        }
    }

    /// @param impact one of the protocol's
    public record Assessment(
            String impact, Instant assessedAt, @Nullable String assessedBy) {}
}
