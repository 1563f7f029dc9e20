package org.trialbook.protocol;

import java.util.Set;

/// What a protocol may count its visits from.
public final class Anchors {

    public static final String ENROLMENT = "enrolment";
    public static final String RANDOMIZATION = "randomization";
    public static final String IMPLANT = "implant";

    static final Set<String> NAMES = Set.of(ENROLMENT, RANDOMIZATION, IMPLANT);

    private Anchors() {}

    /// The act that sets an anchor.
    public static String act(String anchor) {
        return switch (anchor) {
            case ENROLMENT -> "sign-consent";
            case RANDOMIZATION -> "randomize";
            case IMPLANT -> "record-implant-attempt";
            default -> throw new IllegalArgumentException("no anchor: " + anchor);
        };
    }
}
