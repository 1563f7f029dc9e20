package org.trialbook.view.unblindings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The study's blind: whether its data are final, who has approved that it is unblinded, whether it is.
///
/// @param envelopes the issues of envelopes, in the order in which they were made
public record StudyUnblindingView(
        String study,
        @Nullable Locked locked,
        List<Approval> approvals,
        @Nullable Unblinded unblinded,
        List<Envelopes> envelopes) {

    public record Locked(Instant at, @Nullable String by, String reason) {}

    public record Approval(String role, String approvedBy, Instant at) {}

    public record Unblinded(Instant at, List<String> approvedBy, int subjects) {}

    public record Envelopes(String site, int issue, Instant at, int subjects) {}

    StudyUnblindingView with(Locked next) {
        return new StudyUnblindingView(study, next, approvals, unblinded, envelopes);
    }

    StudyUnblindingView with(Approval next) {
        return new StudyUnblindingView(study, locked, more(approvals, next), unblinded, envelopes);
    }

    StudyUnblindingView with(Unblinded next) {
        return new StudyUnblindingView(study, locked, approvals, next, envelopes);
    }

    StudyUnblindingView with(Envelopes next) {
        return new StudyUnblindingView(study, locked, approvals, unblinded, more(envelopes, next));
    }

    private static <T> List<T> more(List<T> list, T next) {
        List<T> longer = new ArrayList<>(list);
        longer.add(next);
        return List.copyOf(longer);
    }
}
