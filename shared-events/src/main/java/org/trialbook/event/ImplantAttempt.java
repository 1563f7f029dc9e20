package org.trialbook.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/// One attempt at the implant, as the implanter saw it: the protocol's items answered, and what decisions take from
/// them, as the protocol of that moment said. A later version of the protocol changes neither.
///
/// @param lead what was placed, as one of the protocol's codes; null where the protocol does not ask, or nobody said
/// @param successful whether the attempt succeeded
/// @param values item code → answer
/// @param kept soft check → why the answers break it
@JsonDeserialize(using = ImplantAttemptJson.class)
public record ImplantAttempt(
        @Nullable String lead, boolean successful, Map<String, ItemValue> values, Map<String, String> kept) {}
