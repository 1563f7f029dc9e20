package org.trialbook.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The acts that a protocol may count its visits from, or end them by. Besides, it may name a visit, or a date that is
/// asked for, as `form/item`; see [VisitTimingRules].
public final class Anchors {

    public static final String ENROLMENT = "enrolment";
    public static final String RANDOMIZATION = "randomization";
    public static final String IMPLANT = "implant";
    public static final String REGISTRATION = "registration";
    public static final String ELIGIBILITY = "eligibility";

    /// Anchor → the act whose day it is.
    private static final Map<String, String> ACTS = new TreeMap<>(Map.of(
            ENROLMENT, "sign-consent",
            RANDOMIZATION, "randomize",
            IMPLANT, "record-implant-attempt",
            REGISTRATION, "register-subject",
            ELIGIBILITY, "confirm-eligibility"));

    private Anchors() {}

    /// The anchor that a protocol's word names: its own word, or that of its act.
    public static Optional<String> named(String word) {
        return ACTS.entrySet().stream()
                .filter(anchor ->
                        anchor.getKey().equals(word) || anchor.getValue().equals(word))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The words and acts, for whoever writes a protocol.
    static List<String> words() {
        return ACTS.entrySet().stream()
                .flatMap(anchor -> List.of(anchor.getKey(), anchor.getValue()).stream())
                .toList();
    }

    /// The act that sets what a visit is counted from; the visit or the date itself where it is no act.
    public static String act(String word) {
        return named(word).map(ACTS::get).orElse(word);
    }
}
