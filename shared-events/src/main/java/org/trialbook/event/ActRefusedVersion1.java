package org.trialbook.event;

import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Version 1 of [ActRefused] did not say who may know of the refusal. The tables here did, and never change: what was
/// recorded while they were in force stays shown or withheld as it was.
public final class ActRefusedVersion1 implements Conversion {

    /// The acts whose refusals say nothing of the arm.
    private static final Set<String> ACTS =
            Set.of("register-subject", "sign-consent", "confirm-eligibility", "randomize");

    /// Refusals that say nothing of the arm whatever the act: they depend on the protocol's versions and on who asked.
    private static final Set<String> REFUSALS = Set.of("form-reveals-the-arm", "opens-what-was-sealed");

    /// Says what is sealed whatever the act: how an attempt at the implant went.
    private static final String HOW_THE_IMPLANT_WENT = "no-successful-attempt";

    /// Whether somebody blinded may know that the act was refused for that.
    public static boolean shownToBlinded(String act, String refusal) {
        return !refusal.equals(HOW_THE_IMPLANT_WENT) && (ACTS.contains(act) || REFUSALS.contains(refusal));
    }

    @Override
    public void toNext(ObjectNode payload) {
        String act = payload.path("act").asString("");
        String refusal = payload.path("refusal").asString("");
        payload.put("shownToBlinded", shownToBlinded(act, refusal));
    }
}
