package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Why what a rule found is as it should be.
///
/// @param visit null: a form outside of any visit, or all of the subject
/// @param form null: all of the subject
/// @param key which entry of a form that repeats; null where it does not
/// @param inputs what the rule read, as a hash: once it reads something else, the excuse is none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HitExcuse(
        String rule,
        @Nullable String visit,
        @Nullable String form,
        @Nullable String key,
        String inputs,
        String because) {}
