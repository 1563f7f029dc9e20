package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What a rule found to be otherwise than the protocol says.
///
/// @param rule `visit-out-of-window`, `ineligible` or `wrong-stratum`
/// @param visit null unless it is about one
/// @param found what it found, as one word: other data are another finding
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FoundDeviation(String rule, @Nullable String visit, String found) {}
