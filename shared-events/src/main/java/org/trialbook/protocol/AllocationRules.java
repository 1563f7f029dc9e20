package org.trialbook.protocol;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// What must hold of the allocation: each method has its own parameters and no others, and none of them gives
/// the next arm away.
final class AllocationRules {

    private static final List<String> METHODS = List.of(
            Allocation.BIASED_COIN,
            Allocation.BIG_STICK,
            Allocation.MINIMIZATION,
            Allocation.PERMUTED_BLOCKS,
            Allocation.PREPARED_LIST);
    private static final List<String> MEASURES = List.of(Allocation.RANGE, Allocation.VARIANCE);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final int MOST_DECIMALS = 4;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /// Beyond it, the whole numbers in which unequal arms are compared could grow out of bounds.
    private static final int LARGEST_SUM = 20;

    private final AllocationPlan plan;
    private final Allocation allocation;
    private final List<Problem> problems;

    AllocationRules(AllocationPlan plan, List<Problem> problems) {
        this.plan = plan;
        this.allocation = plan.allocation();
        this.problems = problems;
    }

    void check() {
        // Of an unknown method nobody can say what parameters it has.
        switch (allocation.method()) {
            case Allocation.PERMUTED_BLOCKS -> {
                blockSizes();
                absent("probability", allocation.probability());
                absent("imbalance", allocation.imbalance());
                absent("measure", allocation.measure());
                absent("list", allocation.list());
            }
            case Allocation.BIASED_COIN -> {
                probability();
                shares();
                noBlockSizes();
                absent("imbalance", allocation.imbalance());
                absent("measure", allocation.measure());
                absent("list", allocation.list());
            }
            case Allocation.BIG_STICK -> {
                imbalance();
                shares();
                noBlockSizes();
                absent("probability", allocation.probability());
                absent("measure", allocation.measure());
                absent("list", allocation.list());
            }
            case Allocation.MINIMIZATION -> {
                probability();
                measure();
                shares();
                somethingToBalance();
                noBlockSizes();
                absent("imbalance", allocation.imbalance());
                absent("list", allocation.list());
            }
            case Allocation.PREPARED_LIST -> {
                list();
                noBlockSizes();
                absent("probability", allocation.probability());
                absent("imbalance", allocation.imbalance());
                absent("measure", allocation.measure());
            }
            default ->
                problem(
                        "method",
                        "known-method",
                        "'%s' is none of %s%s"
                                .formatted(
                                        allocation.method(),
                                        String.join(", ", METHODS),
                                        NearestName.hint(allocation.method(), METHODS)));
        }
        factors();
        if (plan.arms().size() >= 2 && plan.open().size() < 2) {
            problems.add(new Problem("arms", "two-arms", "two arms at least are not closed"));
        }
    }

    private void list() {
        if (allocation.list() == null) {
            problem("list", "missing", "'%s' names the commitment to its file".formatted(allocation.method()));
        } else if (!HASH.matcher(allocation.list()).matches()) {
            problem("list", "commitment-form", "64 hexadecimal digits in lower case, as SHA-256 is written");
        }
    }

    private void problem(String member, String rule, String detail) {
        problems.add(new Problem("allocation." + member, rule, detail));
    }

    private void blockSizes() {
        int sum = plan.open().stream().mapToInt(Arm::ratio).sum();
        if (allocation.blockSizes().isEmpty()) {
            problem("block-sizes", "missing", "at least one block size");
        }
        for (int size : allocation.blockSizes()) {
            if (size <= sum || size % Math.max(sum, 1) != 0) {
                problem(
                        "block-sizes",
                        "block-size",
                        "%d is not a multiple of the ratio's sum %d, greater than it: smaller blocks give the next arm away"
                                .formatted(size, sum));
            }
        }
    }

    private void noBlockSizes() {
        absent("block-sizes", allocation.blockSizes().isEmpty() ? null : allocation.blockSizes());
    }

    private void absent(String member, @Nullable Object value) {
        if (value != null) {
            problem(member, "no-parameter", "'%s' has no %s".formatted(allocation.method(), member));
        }
    }

    private void probability() {
        BigDecimal probability = allocation.probability();
        if (probability == null) {
            problem("probability", "missing", "'%s' needs it".formatted(allocation.method()));
        } else if (probability.compareTo(HALF) <= 0 || probability.compareTo(BigDecimal.ONE) >= 0) {
            problem("probability", "probability", "more than 1/2, and less than 1: otherwise the next arm is certain");
        } else if (probability.scale() > MOST_DECIMALS) {
            problem("probability", "probability", "at most %d decimals".formatted(MOST_DECIMALS));
        }
    }

    private void imbalance() {
        if (allocation.imbalance() == null) {
            problem("imbalance", "missing", "'%s' needs it".formatted(allocation.method()));
        } else if (positiveShares()) {
            BigInteger multiple = plan.open().stream()
                    .map(arm -> BigInteger.valueOf(arm.ratio()))
                    .reduce(BigInteger.ONE, (one, other) -> one.multiply(other).divide(one.gcd(other)));
            int smallest = plan.open().stream().mapToInt(Arm::ratio).min().orElse(1);
            BigInteger step = multiple.divide(BigInteger.valueOf(smallest));
            if (BigInteger.valueOf(Objects.requireNonNull(allocation.imbalance()))
                            .compareTo(step)
                    <= 0) {
                problem(
                        "imbalance",
                        "imbalance",
                        "more than %d, which one subject alone can make: a smaller bound gives the next arm away"
                                .formatted(step));
            }
        }
    }

    private void measure() {
        if (!MEASURES.contains(allocation.measure())) {
            problem("measure", "known-measure", "one of " + MEASURES);
        }
    }

    private void shares() {
        if (positiveShares()) {
            int divisor = plan.open().stream()
                    .map(arm -> BigInteger.valueOf(arm.ratio()))
                    .reduce(BigInteger.ZERO, BigInteger::gcd)
                    .intValue();
            long sum = plan.open().stream().mapToLong(Arm::ratio).sum() / Math.max(divisor, 1);
            if (sum > LARGEST_SUM) {
                problems.add(new Problem(
                        "arms", "shares", "in lowest terms, the shares add up to %d at most".formatted(LARGEST_SUM)));
            }
        }
    }

    /// Otherwise it is a problem already, and one is enough.
    private boolean positiveShares() {
        return plan.open().stream().allMatch(arm -> arm.ratio() >= 1);
    }

    private void somethingToBalance() {
        if (allocation.factors().isEmpty() && !allocation.stratifyBySite()) {
            problem("factors", "not-empty", "minimization balances over the site or at least one factor");
        }
    }

    private void factors() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < allocation.factors().size(); i++) {
            Protocol.Factor factor = allocation.factors().get(i);
            if (!seen.add(factor.code())) {
                problem("factors[%d].code".formatted(i), "unique", "'%s' stands twice".formatted(factor.code()));
            }
            if (factor.code().equals("site")) {
                problem(
                        "factors[%d].code".formatted(i),
                        "reserved-code",
                        "the site is no factor: leave this one out, and say stratify-by-site: true");
            }
            if (factor.levels().isEmpty()) {
                asked(i, factor, "choice", Item.Type.CHOICE);
            } else {
                asked(i, factor, "number", Item.Type.INTEGER, Item.Type.DECIMAL);
                levels("factors[%d].levels".formatted(i), factor.levels());
            }
        }
    }

    private void asked(int i, Protocol.Factor factor, String kind, Item.Type... types) {
        if (plan.questions().stream()
                .noneMatch(item ->
                        item.code().equals(factor.item()) && List.of(types).contains(item.type()))) {
            problem(
                    "factors[%d].item".formatted(i),
                    "known-item",
                    "'%s' is no %s item of the eligibility questions".formatted(factor.item(), kind));
        }
    }

    private void levels(String member, List<Protocol.FactorLevel> levels) {
        Set<String> seen = new HashSet<>();
        if (levels.size() < 2) {
            problem(member, "two-levels", "a factor has two levels at least");
        }
        for (int i = 0; i < levels.size(); i++) {
            Protocol.FactorLevel level = levels.get(i);
            if (!seen.add(level.code())) {
                problem(member + "[%d].code".formatted(i), "unique", "'%s' stands twice".formatted(level.code()));
            }
            boolean last = i == levels.size() - 1;
            BigDecimal before = i == 0 ? null : levels.get(i - 1).below();
            if (last != (level.below() == null)) {
                problem(
                        member + "[%d].below".formatted(i),
                        "level-bounds",
                        "each level but the last says below which number it is");
            } else if (level.below() != null && before != null && level.below().compareTo(before) <= 0) {
                problem(member + "[%d].below".formatted(i), "level-bounds", "bounds ascend from level to level");
            }
        }
    }
}
