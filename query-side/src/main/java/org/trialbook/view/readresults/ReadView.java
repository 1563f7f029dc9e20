package org.trialbook.view.readresults;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.Value;

/// A blinded read and its results.
///
/// @param values item code → measurement; empty until submitted or when nothing could be measured
/// @param notEvaluable why nothing could be measured
public record ReadView(
        String read,
        @Nullable String subject,
        @Nullable String site,
        @Nullable String visit,
        @Nullable String modality,
        Status status,
        @Nullable String reader,
        @Nullable Instant submittedAt,
        SortedMap<String, Value> values,
        @Nullable String notEvaluable) {

    public enum Status {
        @JsonProperty("registered")
        REGISTERED,
        @JsonProperty("assigned")
        ASSIGNED,
        @JsonProperty("submitted")
        SUBMITTED
    }
}
