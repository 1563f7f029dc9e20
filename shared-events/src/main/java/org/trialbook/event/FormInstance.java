package org.trialbook.event;

import org.jspecify.annotations.Nullable;

/// Where a subject's form stands: at a visit or outside of any, and which entry it is where the form repeats
/// (CDISC ODM: StudyEventOID, FormOID, FormRepeatKey).
///
/// @param visit null of a form that stands outside of any visit
/// @param key see [#isKey]; null of a form that does not repeat
public record FormInstance(
        @Nullable String visit, String form, @Nullable String key) {

    /// Whether it is a number of 1 to 9999, as the lines of a paper log are numbered. A key stands in the open beside
    /// what is sealed, and words of somebody's own could tell of it.
    public static boolean isKey(String key) {
        return key.matches("[1-9][0-9]{0,3}");
    }

    /// From a [#path].
    public static FormInstance at(String path) {
        String[] parts = path.split("/", -1);
        return new FormInstance(parts[0].isEmpty() ? null : parts[0], parts[1], parts.length > 2 ? parts[2] : null);
    }

    /// Under which a subject's form is found, such as `month-3/ecg`, `cycle/labs/2` or `/adverse-events/12`.
    public String path() {
        // Every subject has the same few.
        return ((visit == null ? "" : visit) + "/" + form + (key == null ? "" : "/" + key)).intern();
    }

    /// The number of the entry; 0 without one.
    public int number() {
        return key == null ? 0 : Integer.parseInt(key);
    }

    /// As a sentence names it, such as `entry 12 of form adverse-events`.
    @Override
    public String toString() {
        return (key == null ? "" : "entry %s of ".formatted(key))
                + "form "
                + form
                + (visit == null ? "" : " of visit " + visit);
    }
}
