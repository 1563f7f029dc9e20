package org.trialbook.walk;

import java.util.Map;
import org.trialbook.access.demo.DemoPerson;

/// An act as somebody asks for it.
///
/// @param key the idempotency key
/// @param target the subject, the site, or nothing for the study
/// @param freshlySignedIn within the last minutes, or an hour ago
/// @param earlier whether it is said to have happened some hours ago
record Ask(
        String key,
        DemoPerson person,
        String act,
        String target,
        Map<String, Object> body,
        boolean freshlySignedIn,
        boolean earlier) {

    String role() {
        return person.role().storedName();
    }

    /// Which subject it may change; what is of a site or the study stands alone.
    boolean onSubject() {
        return target.contains("-");
    }

    String path() {
        String of = target.isEmpty() ? "" : onSubject() ? "/subjects/" + target : "/sites/" + target;
        return of + "/acts/" + act;
    }
}
