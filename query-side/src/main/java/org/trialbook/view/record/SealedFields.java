package org.trialbook.view.record;

import java.lang.reflect.RecordComponent;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.EventJson;
import org.trialbook.event.TrialEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An event's payload without what is sealed: each sealed field is `{"sealed":true}`, whatever it holds and however
/// long it is. Neither the ciphertext nor the key's name is shown; they would not reveal the arm, but nobody blinded
/// needs them.
public final class SealedFields {

    private SealedFields() {}

    /// The members in the payload's order. Where a field is empty instead of sealed, it is null as in the payload.
    public static ObjectNode withhold(TrialEvent event) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            Object value = read(event, component);
            fields.set(component.getName(), rendered(component, value));
        }
        return fields;
    }

    private static JsonNode rendered(RecordComponent component, Object value) {
        // Decided by the declared type, so that a field which should have been sealed is never shown by its content.
        if (Sealed.class.isAssignableFrom(component.getType())) {
            return value == null
                    ? JsonNodeFactory.instance.nullNode()
                    : JsonNodeFactory.instance.objectNode().put("sealed", true);
        }
        return EventJson.mapper().valueToTree(value);
    }

    @SuppressWarnings("NullAway") // a record component may be null; valueToTree writes it as null
    private static Object read(TrialEvent event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
