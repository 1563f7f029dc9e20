package org.trialbook.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
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

    /// The whole form.
    public static CasebookPlace of(FormInstance instance) {
        return new CasebookPlace(instance.visit(), instance.form(), instance.key(), null);
    }

    /// An item of the same form.
    public CasebookPlace at(String code) {
        return new CasebookPlace(visit, form, key, code);
    }

    /// Whether the other place is this one or a part of it.
    public boolean covers(CasebookPlace other) {
        if (equals(SUBJECT)) {
            return true;
        }
        return Objects.equals(visit, other.visit)
                && (form == null || form.equals(other.form))
                && (key == null || key.equals(other.key))
                && (item == null || item.equals(other.item));
    }

    /// Whether the form, or an item of it, is or lies in this place.
    public boolean touches(FormInstance instance) {
        return new CasebookPlace(visit, form, key, null).covers(of(instance));
    }

    /// As evidence names it, such as `month-3/ecg`; see [FormInstance#path].
    public String path() {
        return form == null ? visit == null ? "subject" : visit : new FormInstance(visit, form, key).path();
    }

    /// Whether it names neither an item nor an entry without its form.
    public boolean whole() {
        return (item == null && key == null) || form != null;
    }
}
