package org.trialbook.allocation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.event.ArmCode;
import org.trialbook.event.SiteId;
import org.trialbook.protocol.Allocation;
import org.trialbook.protocol.Protocol;

/// How often a site's staff could have guessed the next arm from the arms they saw at their own site. The guess
/// is the *convergence strategy* of Blackwell and Hodges (1957): the arm furthest behind its share, of several
/// such arms the one with the largest share, and any of them where that is equal too (which counts in part).
/// With minimization, it is the arm that minimization would prefer as far as the site can see. Somebody who
/// knows the permitted block sizes, or the bound of a big stick, can at times be *certain*.
public final class Predictability {

    /// A subject whose arm a site has seen.
    public record Seen(SiteId site, Stratum stratum, ArmCode arm) {}

    /// @param subjects randomized
    /// @param right how many of the guesses are right on average
    /// @param certain how many arms could be known beforehand
    public record Rate(int subjects, double right, int certain) {

        private static final Rate NONE = new Rate(0, 0, 0);

        private Rate and(Rate other) {
            return new Rate(subjects + other.subjects, right + other.right, certain + other.certain);
        }

        /// Guesses that are right, in per cent of the subjects; 0 without subjects.
        public BigDecimal rightPercent() {
            return percent(right);
        }

        public BigDecimal certainPercent() {
            return percent(certain);
        }

        private BigDecimal percent(double part) {
            return BigDecimal.valueOf(subjects == 0 ? 0 : 100 * part / subjects).setScale(1, RoundingMode.HALF_UP);
        }
    }

    /// @param byChance right guesses in per cent of somebody who always says the arm with the largest share
    public record Report(BigDecimal byChance, Rate overall, SortedMap<SiteId, Rate> sites) {}

    private Protocol protocol;
    private Ratio ratio;
    private final Map<SiteId, AllocationCounts> seenAt = new HashMap<>();
    private final Map<Stratum, PossibleBlocks> blocks = new HashMap<>();
    private final SortedMap<SiteId, Rate> rates =
            new TreeMap<>((one, other) -> one.value().compareTo(other.value()));

    private Predictability(Protocol protocol) {
        this.protocol = protocol;
        this.ratio = Ratio.of(protocol.plan());
    }

    /// @param seen every subject randomized, in order
    public static Report of(Protocol protocol, List<Seen> seen) {
        return of(new TreeMap<>(Map.of(0, protocol)), seen);
    }

    /// @param periods how many were randomized before it → the protocol by which the next ones are allocated; of each
    ///     period its own, from 0 on
    /// @param seen every subject randomized, in order
    public static Report of(SortedMap<Integer, Protocol> periods, List<Seen> seen) {
        Predictability predictability = new Predictability(periods.firstEntry().getValue());
        for (int i = 0; i < seen.size(); i++) {
            Protocol next = periods.get(i);
            if (i > 0 && next != null) {
                predictability.begin(next);
            }
            predictability.next(seen.get(i));
        }
        return predictability.report();
    }

    /// Whoever guesses begins anew, as the allocation does.
    private void begin(Protocol next) {
        protocol = next;
        ratio = Ratio.of(next.plan());
        seenAt.clear();
        blocks.clear();
    }

    private void next(Seen seen) {
        AllocationCounts known = seenAt.computeIfAbsent(seen.site(), ignored -> new AllocationCounts());
        List<ArmCode> guesses = guesses(known, seen.stratum());
        double right = guesses.contains(seen.arm()) ? 1.0 / guesses.size() : 0;
        int certain = certain(known, seen.stratum()) ? 1 : 0;
        rates.merge(seen.site(), new Rate(1, right, certain), Rate::and);
        known.add(seen.stratum(), seen.arm());
        if (protocol.allocation().method().equals(Allocation.PERMUTED_BLOCKS)) {
            blocksOf(seen.stratum()).saw(seen.arm());
        }
    }

    private List<ArmCode> guesses(AllocationCounts known, Stratum stratum) {
        List<ArmCode> likely = protocol.allocation().method().equals(Allocation.MINIMIZATION)
                ? Marginal.of(protocol.plan()).preferred(known, stratum)
                : ratio.behind(arm -> known.of(stratum, arm));
        int largest = likely.stream().mapToInt(ratio::share).max().orElseThrow();
        return likely.stream().filter(arm -> ratio.share(arm) == largest).toList();
    }

    /// Where a stratum goes across sites, nobody at a site has seen all of it.
    private boolean certain(AllocationCounts known, Stratum stratum) {
        if (!stratum.withinOneSite()) {
            return false;
        }
        return switch (protocol.allocation().method()) {
            case Allocation.PERMUTED_BLOCKS -> blocksOf(stratum).certain();
            case Allocation.BIG_STICK ->
                BigStick.permitted(ratio, protocol.allocation().bound(), known, stratum)
                                .size()
                        == 1;
            default -> false;
        };
    }

    private PossibleBlocks blocksOf(Stratum stratum) {
        return blocks.computeIfAbsent(
                stratum,
                ignored -> new PossibleBlocks(
                        protocol.shares(), protocol.allocation().blockSizes()));
    }

    private Report report() {
        int largest = ratio.arms().stream().mapToInt(ratio::share).max().orElseThrow();
        return new Report(
                BigDecimal.valueOf(100L * largest).divide(BigDecimal.valueOf(ratio.sum()), 1, RoundingMode.HALF_UP),
                rates.values().stream().reduce(Rate.NONE, Rate::and),
                rates);
    }
}
