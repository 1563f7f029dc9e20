package org.trialbook.simulation;

import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;

/// The protocol's forms.
final class Forms {

    private Forms() {}

    /// Everything that a form asks for: what is known of the subject, and beside it any answer that is permitted.
    static SortedMap<String, ItemValue> filled(
            Form form, LocalDate on, ClinicalState condition, @Nullable Implanted implanted, Chance chance) {
        SortedMap<String, ItemValue> known =
                new Measured(condition, implanted, chance).answers(form.label(), form.items());
        return DrawnAnswers.to(form.items(), known, chance, on);
    }

    /// Whether it is filled in to know who is eligible: whoever isn't is spared the others.
    static boolean screens(Protocol protocol, Form form) {
        return form.items().stream()
                .anyMatch(item -> protocol.eligibility().items().stream().anyMatch(asked -> same(item, asked)));
    }

    private static boolean same(Item item, Item asked) {
        boolean known = Quantity.of(item).isPresent() || Feature.of(item).isPresent();
        return known
                ? Quantity.of(item).equals(Quantity.of(asked))
                        && Feature.of(item).equals(Feature.of(asked))
                : item.type() == asked.type() && item.label().equalsIgnoreCase(asked.label());
    }
}
