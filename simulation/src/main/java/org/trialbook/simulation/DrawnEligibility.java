package org.trialbook.simulation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol.Criterion;
import org.trialbook.protocol.Protocol.Eligibility;

/// Draws answers to the eligibility questions of any protocol: as the person is, and by drawing again, item by item,
/// what stands against a criterion. The person then is as the answers say.
final class DrawnEligibility {

    private static final int TRIES = 20_000;

    private final Eligibility eligibility;
    private final boolean eligible;
    private final Map<String, Item> items;
    private final List<Criterion> criteria;
    private final Chance chance;
    private final LocalDate on;

    private DrawnEligibility(Eligibility eligibility, boolean eligible, Chance chance, LocalDate on) {
        this.eligibility = eligibility;
        this.eligible = eligible;
        this.items = eligibility.items().stream().collect(Collectors.toMap(Item::code, item -> item));
        this.criteria = eligibility.criteria();
        this.chance = chance;
        this.on = on;
    }

    /// Somebody, and what the site's forms say of them.
    record Answered(ClinicalState condition, SortedMap<String, ItemValue> answers) {}

    /// @param condition how the person is, as far as the criteria let them be
    /// @throws SimulationNotPossibleException when no such answers were found
    static Answered draw(
            Eligibility eligibility, boolean eligible, ClinicalState condition, Chance chance, LocalDate on) {
        return new DrawnEligibility(eligibility, eligible, chance, on).drawn(condition);
    }

    private Answered drawn(ClinicalState condition) {
        SortedMap<String, ItemValue> answers = new TreeMap<>();
        SortedMap<String, ItemValue> known = measured(condition);
        eligibility.items().forEach(item -> {
            ItemValue value = known.get(item.code());
            answers.put(item.code(), value != null ? value : DrawnAnswers.one(item, chance, on));
        });
        meet(answers);
        if (!eligible) {
            breakOne(answers);
        }
        ClinicalState then = as(answers, condition);
        SortedMap<String, ItemValue> together = new TreeMap<>(answers);
        together.putAll(measured(then));
        // What goes together with what was drawn again, as long as that doesn't decide otherwise.
        return new Answered(
                then, criteria.stream().allMatch(one -> met(one, together)) == eligible ? together : answers);
    }

    private SortedMap<String, ItemValue> measured(ClinicalState condition) {
        SortedMap<String, ItemValue> measured = new Measured(condition, null, chance).answers("", eligibility.items());
        measured.entrySet()
                .removeIf(answer -> EditChecks.check(
                                Objects.requireNonNull(items.get(answer.getKey())), answer.getValue())
                        .isPresent());
        return measured;
    }

    /// The condition, but as the answers say, where they say it.
    private ClinicalState as(SortedMap<String, ItemValue> answers, ClinicalState condition) {
        ClinicalState then = condition;
        for (Item item : eligibility.items()) {
            String said = Objects.requireNonNull(answers.get(item.code())).value();
            Optional<Quantity> quantity = Quantity.of(item);
            if (quantity.isPresent()) {
                then = as(quantity.get(), Double.parseDouble(said), then);
            } else if (Feature.of(item).filter(Feature.NYHA::equals).isPresent()) {
                then = then.feeling(Feature.nyhaClass(item, said).orElse(then.nyha()), then.wellbeing());
            }
        }
        return then;
    }

    private static ClinicalState as(Quantity quantity, double said, ClinicalState c) {
        return switch (quantity) {
            case AGE -> c.aged((int) said);
            case EJECTION_FRACTION -> c.filling(said, c.endDiastolicVolume());
            case END_DIASTOLIC_DIAMETER -> c.dilatedTo(said);
            case WALK -> c.walking(said);
            case EXPECTED_PACING -> c.pacing((int) said);
            case QRS -> (int) said == c.qrs() ? c : c.conducting((int) said, complexOf(said));
            default -> c;
        };
    }

    private static ClinicalState.Conduction complexOf(double ms) {
        return ms > 120 ? ClinicalState.Conduction.LEFT_BUNDLE_BRANCH_BLOCK : ClinicalState.Conduction.NARROW;
    }

    private void meet(SortedMap<String, ItemValue> answers) {
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

    /// Of what can be otherwise with anybody, where the protocol asks for such things.
    private void breakOne(SortedMap<String, ItemValue> answers) {
        if (criteria.isEmpty()) {
            throw new SimulationNotPossibleException("The protocol has no criterion that anybody could fail");
        }
        List<Criterion> open =
                criteria.stream().filter(criterion -> !settled(criterion)).toList();
        Criterion criterion = chance.oneOf(open.isEmpty() ? criteria : open);
        for (int i = 0; i < TRIES && met(criterion, answers); i++) {
            another(criterion, answers);
        }
    }

    private boolean settled(Criterion criterion) {
        return criterion
                .rule()
                .items()
                .allMatch(code -> Optional.ofNullable(items.get(code))
                        .filter(item -> Quantity.AGE.isOf(item)
                                || AskedFinding.of(item)
                                        .filter(AskedFinding::always)
                                        .isPresent())
                        .isPresent());
    }

    private void another(Criterion criterion, SortedMap<String, ItemValue> answers) {
        Item item = items.get(chance.oneOf(criterion.rule().items().distinct().toList()));
        if (item != null) {
            answers.put(item.code(), DrawnAnswers.one(item, chance, on));
        }
    }

    private static boolean met(Criterion criterion, Map<String, ItemValue> answers) {
        return criterion.rule().holds(answers) == (criterion.kind() == Criterion.Kind.INCLUSION);
    }
}
