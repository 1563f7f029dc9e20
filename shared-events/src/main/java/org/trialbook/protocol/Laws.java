package org.trialbook.protocol;

import java.util.List;
import java.util.Set;

/// What comes before an act whatever a protocol says: nothing but the registration is taken of a subject who has
/// not consented (ICH E6(R3) 2.8), and nobody is randomized who was not found eligible.
final class Laws {

    private static final String CONSENT = "sign-consent";

    /// Without a consent, somebody can be registered, give it, or be withdrawn because none was given.
    private static final Set<String> BEFORE_CONSENT = Set.of("register-subject", CONSENT, "withdraw");

    private Laws() {}

    static List<String> before(String act) {
        if (BEFORE_CONSENT.contains(act)) {
            return List.of();
        }
        return act.equals("randomize") ? List.of(CONSENT, "confirm-eligibility") : List.of(CONSENT);
    }
}
