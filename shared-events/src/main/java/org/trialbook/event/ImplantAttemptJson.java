package org.trialbook.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;

/// Reads what is sealed of an attempt, of either version: what is sealed cannot be converted before it is opened, and
/// the earlier one has no `values`.
final class ImplantAttemptJson extends StdDeserializer<ImplantAttempt> {

    /// What version 2 seals.
    private record Answered(
            @Nullable String lead, boolean successful, Map<String, ItemValue> values, Map<String, String> kept) {}

    ImplantAttemptJson() {
        super(ImplantAttempt.class);
    }

    @Override
    public ImplantAttempt deserialize(JsonParser in, DeserializationContext context) {
        JsonNode sealed = context.readTree(in);
        if (sealed.has("values")) {
            Answered answered = context.readTreeAsValue(sealed, Answered.class);
            return new ImplantAttempt(answered.lead(), answered.successful(), answered.values(), answered.kept());
        }
        return context.readTreeAsValue(sealed, ImplantAttemptVersion1.class).converted();
    }
}
