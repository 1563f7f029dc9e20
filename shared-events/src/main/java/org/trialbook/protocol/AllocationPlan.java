package org.trialbook.protocol;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.Protocol.Factor;
import org.trialbook.protocol.Protocol.FactorLevel;

/// The part of a protocol from which allocations follow: all that an outsider has to read of it in order to compute
/// them once more (`docs/format.md`, section 10).
///
/// @param arms in the protocol's order
/// @param questions the eligibility questions, those of the factors at least
public record AllocationPlan(StudyId study, List<Arm> arms, Allocation allocation, List<Item> questions) {

    /// A number as an answer or a protocol writes it.
    static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

    /// Arm → share of those that subjects can be allocated to, in the protocol's order.
    public Map<ArmCode, Integer> shares() {
        Map<ArmCode, Integer> shares = new LinkedHashMap<>();
        open().forEach(arm -> shares.put(arm.code(), arm.ratio()));
        return shares;
    }

    /// The arms that are not closed.
    List<Arm> open() {
        return arms.stream().filter(arm -> !arm.closed()).toList();
    }

    /// The levels that follow from the answers, factor → level, without the site. Empty when an answer to a factor's
    /// question is missing, none of its choices or no number: then the subject belongs to no stratum.
    public Optional<SortedMap<String, String>> levels(Map<String, ItemValue> answers) {
        SortedMap<String, String> levels = new TreeMap<>();
        for (Factor factor : allocation.factors()) {
            Optional<String> level = Optional.ofNullable(answers.get(factor.item()))
                    .map(ItemValue::value)
                    .flatMap(answer -> level(factor, answer));
            if (level.isEmpty()) {
                return Optional.empty();
            }
            levels.put(factor.code(), level.get());
        }
        return Optional.of(levels);
    }

    private Optional<String> level(Factor factor, String answer) {
        if (factor.levels().isEmpty()) {
            return Optional.of(answer).filter(choices(factor)::contains);
        }
        if (!NUMBER.matcher(answer).matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(answer);
        return factor.levels().stream()
                .filter(level -> level.below() == null || number.compareTo(level.below()) < 0)
                .map(FactorLevel::code)
                .findFirst();
    }

    /// Whether subjects are allocated as under the other plan: the same arms in the same ratio and order, by the same
    /// method with the same parameters, within the same strata.
    public boolean allocatesAs(AllocationPlan other) {
        return arms.size() == other.arms.size()
                && IntStream.range(0, arms.size())
                        .allMatch(i -> same(arms.get(i), other.arms.get(i))
                                && arms.get(i).closed() == other.arms.get(i).closed())
                && allocation.equals(other.allocation)
                && sameChoices(other);
    }

    /// Whether it can come into force after the other plan while subjects are on their way: arms were closed or added
    /// behind those that were there, or another list follows, and whatever does not depend on that stayed.
    public boolean goesOnFrom(AllocationPlan before) {
        Allocation was = before.allocation;
        boolean armsKept = before.arms.size() <= arms.size()
                && IntStream.range(0, before.arms.size())
                        .allMatch(i -> same(arms.get(i), before.arms.get(i))
                                && (arms.get(i).closed() || !before.arms.get(i).closed()));
        boolean otherArms = !open().stream()
                .map(Arm::code)
                .toList()
                .equals(before.open().stream().map(Arm::code).toList());
        boolean otherList = !Objects.equals(allocation.list(), was.list());
        return armsKept
                && (otherArms || otherList)
                && (otherArms
                        || (allocation.blockSizes().equals(was.blockSizes())
                                && Objects.equals(allocation.imbalance(), was.imbalance())))
                && allocation.method().equals(was.method())
                && Objects.equals(allocation.probability(), was.probability())
                && Objects.equals(allocation.measure(), was.measure())
                && allocation.stratifyBySite() == was.stratifyBySite()
                && allocation.factors().equals(was.factors())
                && sameChoices(before);
    }

    private static boolean same(Arm arm, Arm other) {
        return arm.code().equals(other.code()) && arm.ratio() == other.ratio();
    }

    private boolean sameChoices(AllocationPlan other) {
        return allocation.factors().stream().allMatch(factor -> choices(factor).equals(other.choices(factor)));
    }

    /// The levels that a factor has, in any order.
    private Set<String> choices(Factor factor) {
        return questions.stream()
                .filter(item -> item.code().equals(factor.item()))
                .flatMap(item -> Protocol.orNone(item.choices()).stream())
                .map(CodeListItem::code)
                .collect(Collectors.toSet());
    }
}
