package org.trialbook.view.record;

import org.trialbook.blinding.Sealed;
import org.trialbook.blinding.sealing.SealedField;
import org.trialbook.event.EventJson;
import org.trialbook.event.TrialEvent;
import tools.jackson.databind.node.ObjectNode;

/// An event's payload without what is sealed: each sealed field is `{"sealed":true}`, whatever it holds and however
/// long it is. Neither the ciphertext nor the key's name is shown; they would not reveal the arm, but nobody blinded
/// needs them.
public final class SealedFields {

    private SealedFields() {}

    private static final Sealed<?> ANYTHING = new Sealed.Closed<>("", new byte[0]);

    /// The members in the payload's order. Where a field is empty instead of sealed, it is null as in the payload.
    public static ObjectNode withhold(TrialEvent event) {
        // By the declared types, so that a field which should have been sealed is never shown by its content.
        ObjectNode fields = EventJson.mapper().valueToTree(SealedField.map(event, field -> ANYTHING));
        for (SealedField field : SealedField.of(event)) {
            if (field.value() != null) {
                fields.putObject(field.name()).put("sealed", true);
            }
        }
        return fields;
    }
}
