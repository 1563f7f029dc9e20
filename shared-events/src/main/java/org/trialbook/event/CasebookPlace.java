package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A place in a subject's casebook: an item, a form, a visit, or all of the subject.
///
/// @param visit null: all of the subject, or a form that stands outside of any visit
/// @param form null: all of the visit
/// @param key which of a form's entries, where the form repeats; null where it doesn't, or for all of them
/// @param item null: all of the form
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CasebookPlace(
        @Nullable String visit,
        @Nullable String form,
        @Nullable String key,
        @Nullable String item) {

    public static final CasebookPlace SUBJECT = new CasebookPlace(null, null, null, null);

    public static CasebookPlace visit(String visit) {
        return new CasebookPlace(visit, null, null, null);
    }

    public static CasebookPlace form(String visit, String form) {
        return new CasebookPlace(visit, form, null, null);
    }

    public static CasebookPlace item(String visit, String form, String item) {
        return new CasebookPlace(visit, form, null, item);
    }

    /// Whether it names neither an item nor an entry without its form.
    public boolean whole() {
        return (item == null && key == null) || form != null;
    }
}
