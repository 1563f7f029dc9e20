package org.trialbook.trial.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.casebook.StudyBlinding;
import org.trialbook.protocol.InvalidProtocolException.Problem;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;
import org.trialbook.protocol.authoring.ProtocolCheck;

/// What publishing would say of a protocol's file, for whoever writes one: by the same rules, before it is sent.
public final class ProtocolReview {

    private ProtocolReview() {}

    /// All that stands against publishing it as a study's first version.
    public static ProtocolCheck.Checked check(String yaml) {
        return ProtocolCheck.of(yaml, protocol -> problems("blinding-not-kept", BlindingChecks.of(protocol)));
    }

    /// What of a version an amendment may not do after the other one.
    ///
    /// @param was the version in force
    public static List<Problem> amendment(Protocol was, Protocol version) {
        List<Problem> problems = new ArrayList<>();
        if (!was.study().equals(version.study())) {
            problems.add(new Problem("study", "protocol-of-another-study", "an amendment is of the same study"));
        }
        if (was.version().equalsIgnoreCase(version.version())) {
            problems.add(new Problem("version", "version-already-published", "an amendment has a version of its own"));
        }
        if (was.practice() != version.practice()) {
            problems.add(new Problem(
                    "practice",
                    "practice-stays",
                    was.practice()
                            ? "the study is only for practice, and stays so: a real one is opened anew"
                            : "the study is a real one: one for practice is opened beside it"));
        }
        SortedMap<String, String> openings = new TreeMap<>(Openings.of(Seals.NONE.and(was), was, version));
        openings.putAll(PublishProtocol.told(StudyBlinding.NONE.and(was.blinding()), version.blinding()));
        problems.addAll(problems("opens-what-was-sealed", openings));
        if (!PublishProtocol.armsStay(was, version)) {
            problems.add(once("arms"));
        } else if (!PublishProtocol.goesOn(was, version)) {
            problems.add(once("allocation"));
        }
        if (version.target() < was.target()) {
            problems.add(new Problem(
                    "target",
                    "target-below-randomized",
                    "not fewer than are randomized by then; this is no problem before"));
        }
        return List.copyOf(problems);
    }

    private static Problem once(String path) {
        return new Problem(
                path,
                "allocation-is-fixed",
                "once a subject is randomized, arms are closed, or added behind those that are there; else neither the arms"
                        + " nor the allocation change");
    }

    private static List<Problem> problems(String rule, Map<String, String> found) {
        return found.entrySet().stream()
                .map(place -> new Problem(place.getKey(), rule, place.getValue()))
                .toList();
    }
}
