package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A form as it was signed (21 CFR 11.70): the leaf hashes of the events by which it was recorded and corrected.
///
/// @param visit null of a form that stands outside of any visit
/// @param key which entry it is; null of a form that does not repeat
/// @param leaves RFC 9162 leaf hashes in lower-case hexadecimal, in ascending order: neither where the events stand in
///     the record nor which came first is told by it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignedForm(
        @Nullable String visit, String form, @Nullable String key, List<String> leaves) {

    public static SignedForm of(FormInstance form, List<String> leaves) {
        return new SignedForm(
                form.visit(), form.form(), form.key(), leaves.stream().sorted().toList());
    }

    /// Where the form stands.
    public FormInstance instance() {
        return new FormInstance(visit, form, key);
    }
}
