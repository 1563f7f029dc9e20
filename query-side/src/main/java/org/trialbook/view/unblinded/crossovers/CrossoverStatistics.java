package org.trialbook.view.unblinded.crossovers;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.projection.Counts;

/// Crossovers by allocated arm, and by site and arm.
public record CrossoverStatistics(
        SortedMap<String, Figures> byArm, SortedMap<String, SortedMap<String, Figures>> bySite) {

    /// @param randomized subjects allocated to the arm: the denominator
    /// @param requested how many requests were made; one subject may make several
    /// @param byReason approved requests by the protocol's reason
    public record Figures(
            int randomized, int requested, int approved, int denied, int open, SortedMap<String, Integer> byReason) {

        static final Figures NONE = new Figures(0, 0, 0, 0, 0, new TreeMap<>());

        Figures with(CrossoversView subject) {
            int toApprove = 0;
            int toDeny = 0;
            int toDecide = 0;
            Counts reasons = new Counts(byReason);
            for (CrossoversView.Request request : subject.requests().values()) {
                switch (request.status()) {
                    case APPROVED -> {
                        toApprove++;
                        reasons = reasons.plusOne(request.reason());
                    }
                    case DENIED -> toDeny++;
                    case REQUESTED -> toDecide++;
                }
            }
            return new Figures(
                    randomized + 1,
                    requested + subject.requests().size(),
                    approved + toApprove,
                    denied + toDeny,
                    open + toDecide,
                    reasons.byName());
        }
    }

    static CrossoverStatistics of(Collection<CrossoversView> subjects) {
        SortedMap<String, SortedMap<String, Figures>> bySite = new TreeMap<>();
        SortedMap<String, Figures> byArm = new TreeMap<>();
        for (CrossoversView subject : subjects) {
            count(byArm, subject);
            count(bySite.computeIfAbsent(key(subject.site()), site -> new TreeMap<>()), subject);
        }
        return new CrossoverStatistics(byArm, bySite);
    }

    private static void count(Map<String, Figures> byArm, CrossoversView subject) {
        byArm.merge(key(subject.arm()), Figures.NONE.with(subject), (before, one) -> before.with(subject));
    }

    private static String key(@Nullable String name) {
        return name == null ? "unknown" : name;
    }
}
