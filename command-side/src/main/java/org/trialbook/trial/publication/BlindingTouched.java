package org.trialbook.trial.publication;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.access.Role;
import org.trialbook.casebook.StudyBlinding;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;

/// What a version of the protocol changes of what is sealed, or of who may know: the marks of the blind.
final class BlindingTouched {

    private BlindingTouched() {}

    /// Place in the file → what becomes of it; empty when everything stays sealed as it is, and who is blind blind.
    ///
    /// @param seals by all versions so far
    /// @param blinding by all versions so far
    static SortedMap<String, String> by(Seals seals, StudyBlinding blinding, Protocol version) {
        SortedMap<String, String> touched = new TreeMap<>();
        seals.and(version).forms().forEach((form, on) -> {
            Seals.OnForm before =
                    seals.forms().getOrDefault(form, new Seals.OnForm(false, Collections.emptySortedMap()));
            if (on.whole() && !before.whole()) {
                touched.put(form, "the form is sealed");
            }
            for (String item : on.items().keySet()) {
                if (!before.items().containsKey(item)) {
                    touched.put(form + "/" + item, "the item is sealed");
                }
            }
        });
        StudyBlinding after = blinding.and(version.blinding());
        for (Role each : Role.values()) {
            String role = each.storedName();
            if (!after.known(role).equals(blinding.known(role))
                    || !Set.copyOf(after.results(role)).equals(Set.copyOf(blinding.results(role)))) {
                touched.put("blinding.roles." + role, "the role may know something else");
            }
        }
        return touched;
    }
}
