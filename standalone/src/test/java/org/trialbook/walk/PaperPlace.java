package org.trialbook.walk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where in a casebook; of what is not named, all.
record PaperPlace(
        @Nullable String visit,
        @Nullable String form,
        @Nullable String key,
        @Nullable String item) {

    /// As a request names it.
    static PaperPlace of(Map<String, Object> body) {
        return new PaperPlace((String) body.get("visit"), (String) body.get("form"), (String) body.get("key"), (String)
                body.get("item"));
    }

    /// An item of the same form; null is the form.
    PaperPlace at(@Nullable String code) {
        return new PaperPlace(visit, form, key, code);
    }

    /// Whether the other is this one or lies in it.
    boolean holds(PaperPlace other) {
        if (visit == null && form == null) {
            return true;
        }
        boolean sameVisit = visit == null ? other.visit == null : visit.equals(other.visit);
        return sameVisit && allOrSame(form, other.form) && allOrSame(key, other.key) && allOrSame(item, other.item);
    }

    private static boolean allOrSame(@Nullable String mine, @Nullable String other) {
        return mine == null || mine.equals(other);
    }

    /// As views name a form, such as `baseline/vitals` or `/event/3`.
    String path() {
        return (visit == null ? "" : visit) + "/" + form + (key == null ? "" : "/" + key);
    }
}
