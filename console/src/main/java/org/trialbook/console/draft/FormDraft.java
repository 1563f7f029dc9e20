package org.trialbook.console.draft;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A form that is being filled in.
///
/// @param key the Idempotency-Key of the act that it will be: drawn with the form, and the same however often the form
///     is opened, sent, sent twice, or sent again after an answer was lost
/// @param values field → text, as typed
/// @param keptAt null for one that nobody has typed anything into
public record FormDraft(
        String key, Map<String, String> values, @Nullable Instant keptAt) {

    public FormDraft {
        values = Map.copyOf(values);
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }
}
