package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A question about recorded data, put to a site (ICH E6(R3) 3.16.1: queries).
///
/// @param about the place that it is about
/// @param check the protocol's check that was not met; null where a person asks by themselves
/// @param assignedTo the role at the subject's site that answers it
/// @param text what is asked
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataQuery(CasebookPlace about, @Nullable String check, String assignedTo, String text) {

    public DataQuery assigned(String role) {
        return new DataQuery(about, check, role, text);
    }

    /// Whether both have one cause: the same check, or the same words, of the same place; of an item whatever the
    /// words.
    public boolean sameCause(DataQuery other) {
        if (!about.equals(other.about)) {
            return false;
        }
        return check != null || other.check != null
                ? check != null && check.equals(other.check)
                : about.item() != null || text.equals(other.text);
    }
}
