package org.trialbook.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.Protocol.Allocation;
import org.trialbook.protocol.Protocol.Arm;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.Protocol.Factor;

/// The part of a protocol from which allocations follow: all that an outsider has to read of it in order to compute
/// them once more (`docs/format.md`, section 10).
///
/// @param arms in the protocol's order
/// @param questions the eligibility questions, those of the factors at least
public record AllocationPlan(StudyId study, List<Arm> arms, Allocation allocation, List<Item> questions) {

    /// Arm → share, in the protocol's order.
    public Map<ArmCode, Integer> shares() {
        Map<ArmCode, Integer> shares = new LinkedHashMap<>();
        arms.forEach(arm -> shares.put(arm.code(), arm.ratio()));
        return shares;
    }

    /// The levels that follow from the answers, factor → level, without the site. Empty when an answer to a factor's
    /// question is missing or none of its choices: then the subject belongs to no stratum.
    public Optional<SortedMap<String, String>> levels(Map<String, ItemValue> answers) {
        SortedMap<String, String> levels = new TreeMap<>();
        for (Factor factor : allocation.factors()) {
            ItemValue answer = answers.get(factor.item());
            if (answer == null || !choices(factor).contains(answer.value())) {
                return Optional.empty();
            }
            levels.put(factor.code(), answer.value());
        }
        return Optional.of(levels);
    }

    /// Whether subjects are allocated as under the other plan: the same arms in the same ratio and order, by the same
    /// method with the same parameters, within the same strata.
    public boolean allocatesAs(AllocationPlan other) {
        return List.copyOf(shares().entrySet())
                        .equals(List.copyOf(other.shares().entrySet()))
                && allocation.equals(other.allocation)
                && allocation.factors().stream()
                        .allMatch(factor -> choices(factor).equals(other.choices(factor)));
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
