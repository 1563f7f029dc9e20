package org.trialbook.simulation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Item;

/// A published questionnaire, recognised by the label of its form: its items say nothing but their numbers, since their
/// wording belongs to its owners. What protocols don't say of an answer is which end of its scale is the better one.
enum Questionnaire {
    KCCQ(true) {
        // What is limited for other reasons is no level, and scored as missing.
        @Override
        int top(int most) {
            return most == 6 ? 5 : most;
        }
    },
    EQ(false),
    MLHFQ(false);

    /// Share of answers that are left out or say nothing: a parameter, not published.
    private static final double MISSING = 0.02;

    /// A scale with more levels is a line on which a point is marked, and its top is the best.
    private static final int LEVELS = 10;

    private final boolean highIsGood;

    Questionnaire(boolean highIsGood) {
        this.highIsGood = highIsGood;
    }

    int top(int most) {
        return most;
    }

    static Optional<Questionnaire> of(String formLabel) {
        String label = formLabel.toUpperCase(Locale.ROOT);
        return Stream.of(values())
                .filter(known -> label.equals(known.name()) || label.startsWith(known.name() + "-"))
                .findFirst();
    }

    /// The answer of somebody who is so; nothing where it is left out, or is no level of a scale.
    Optional<ItemValue> answer(Item item, ClinicalState condition, Chance chance) {
        if (item.type() != Item.Type.INTEGER || item.unit() != null || item.min() == null || item.max() == null) {
            return Optional.empty();
        }
        int least = item.min().intValueExact();
        int most = item.max().intValueExact();
        int top = top(most);
        if (chance.happens(MISSING) && (top < most || !item.required())) {
            return top < most ? Optional.of(ItemValue.of(Integer.toString(most))) : Optional.empty();
        }
        boolean line = most - least > LEVELS;
        double well = condition.wellbeing() / 100 * (top - least);
        double mean = highIsGood || line ? least + well : top - well;
        int level = chance.whole(mean, line ? 8 : 0.6, least, top);
        return Optional.of(ItemValue.of(Integer.toString(level)));
    }
}
