package org.trialbook.view.worklist;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// A read as its reader knows it.
///
/// @param modality null until the read was registered
/// @param reader the account it is assigned to; null while nobody's
public record WorkItem(
        String read, @Nullable String modality, @Nullable String reader, Status status) {

    public enum Status {
        @JsonProperty("registered")
        REGISTERED,
        @JsonProperty("assigned")
        ASSIGNED,
        @JsonProperty("submitted")
        SUBMITTED
    }
}
