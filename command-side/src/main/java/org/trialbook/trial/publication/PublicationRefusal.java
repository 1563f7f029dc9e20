package org.trialbook.trial.publication;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.Refusal;

/// Why a protocol is not published.
public sealed interface PublicationRefusal extends Refusal {

    record OfAnotherStudy(StudyId study, StudyId protocolStudy) implements PublicationRefusal {
        @Override
        public String name() {
            return "protocol-of-another-study";
        }

        @Override
        public String rule() {
            return "A study's record holds that study's protocol.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("study", study.value(), "protocolStudy", protocolStudy.value());
        }
    }

    /// @param shown the roles at a site that are shown the arm
    record BlindingNotKept(String blinding, List<String> shown) implements PublicationRefusal {
        @Override
        public String name() {
            return "blinding-not-kept";
        }

        @Override
        public String rule() {
            return "A protocol is published where its blind can be kept. A double-blind one has to say who is blind, "
                    + "and cannot yet: at a site, the roles named here are shown every arm.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("blinding", blinding, "shown", String.join(",", shown));
        }
    }

    /// @param version as it was published; it may differ in the case of letters
    record VersionPublished(String version) implements PublicationRefusal {
        @Override
        public String name() {
            return "version-already-published";
        }

        @Override
        public String rule() {
            return "A protocol version is published once; an amendment has a version of its own, which differs by more "
                    + "than upper and lower case.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("version", version);
        }
    }

    record TooManyVersions(int most) implements PublicationRefusal {
        @Override
        public String name() {
            return "too-many-versions";
        }

        @Override
        public String rule() {
            return "A record holds no more versions of the protocol than a bundle can be verified with.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("most", Integer.toString(most));
        }
    }

    /// @param openings form, or form and item → what the version would make of it
    record OpensWhatWasSealed(SortedMap<String, String> openings) implements PublicationRefusal {
        @Override
        public String name() {
            return "opens-what-was-sealed";
        }

        @Override
        public String rule() {
            return "What any version marked as telling the arm stays in the protocol, marked, under its own name. A form"
                    + " that is used no longer is left out of the visits.";
        }

        @Override
        public Map<String, String> evidence() {
            return openings;
        }

        @Override
        public boolean recorded() {
            return true;
        }
    }

    record AllocationIsFixed(int randomized) implements PublicationRefusal {
        @Override
        public String name() {
            return "allocation-is-fixed";
        }

        @Override
        public String rule() {
            return "Once a subject is randomized, an amendment changes neither the arms nor the allocation.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("randomized", Integer.toString(randomized));
        }
    }

    record TargetPassed(int target, int randomized) implements PublicationRefusal {
        @Override
        public String name() {
            return "target-below-randomized";
        }

        @Override
        public String rule() {
            return "The target is how many subjects are randomized: not fewer than already are.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("target", Integer.toString(target), "randomized", Integer.toString(randomized));
        }
    }
}
