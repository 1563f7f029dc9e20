package org.trialbook.simulation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.trialbook.event.Value;
import org.trialbook.protocol.Answers;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol.Criterion;
import org.trialbook.protocol.Protocol.Eligibility;

/// Draws answers to the eligibility questions of any protocol: by drawing again, item by item, what stands against a
/// criterion.
final class DrawnEligibility {

    private static final int TRIES = 20_000;

    private final Map<String, Item> items;
    private final List<Criterion> criteria;
    private final Chance chance;
    private final LocalDate on;

    private DrawnEligibility(Eligibility eligibility, Chance chance, LocalDate on) {
        this.items = eligibility.items().stream().collect(Collectors.toMap(Item::code, item -> item));
        this.criteria = eligibility.criteria();
        this.chance = chance;
        this.on = on;
    }

    /// @param condition how the person is, as far as the criteria let them be
    /// @throws SimulationNotPossibleException when no such answers were found
    static SortedMap<String, Value> draw(
            Eligibility eligibility, boolean eligible, Condition condition, Chance chance, LocalDate on) {
        DrawnEligibility drawing = new DrawnEligibility(eligibility, chance, on);
        SortedMap<String, Value> measured = Measurements.of(condition, eligibility.items(), chance);
        SortedMap<String, Value> answers = new TreeMap<>();
        eligibility.items().forEach(item -> {
            Value value = measured.get(item.code());
            boolean fits = value != null && Answers.check(item, value).isEmpty();
            answers.put(item.code(), fits ? value : DrawnAnswers.one(item, chance, on));
        });
        drawing.meet(answers);
        if (!eligible) {
            drawing.breakOne(answers);
        }
        return answers;
    }

    private void meet(SortedMap<String, Value> answers) {
        for (int i = 0; i < TRIES; i++) {
            List<Criterion> broken = criteria.stream()
                    .filter(criterion -> !met(criterion, answers))
                    .toList();
            if (broken.isEmpty()) {
                return;
            }
            another(chance.oneOf(broken), answers);
        }
        throw new SimulationNotPossibleException("No answers were found that meet every criterion of the protocol");
    }

    private void breakOne(SortedMap<String, Value> answers) {
        if (criteria.isEmpty()) {
            throw new SimulationNotPossibleException("The protocol has no criterion that anybody could fail");
        }
        Criterion criterion = chance.oneOf(criteria);
        for (int i = 0; i < TRIES && met(criterion, answers); i++) {
            another(criterion, answers);
        }
    }

    private void another(Criterion criterion, SortedMap<String, Value> answers) {
        Item item = items.get(chance.oneOf(criterion.rule().items().distinct().toList()));
        if (item != null) {
            answers.put(item.code(), DrawnAnswers.one(item, chance, on));
        }
    }

    private static boolean met(Criterion criterion, Map<String, Value> answers) {
        return criterion.rule().holds(answers) == (criterion.kind() == Criterion.Kind.INCLUSION);
    }
}
