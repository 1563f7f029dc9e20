package org.trialbook.trial.reading;

import java.util.Map;
import org.trialbook.event.ReadCode;
import org.trialbook.trial.act.Refusal;

/// Why a recording is not registered, assigned or read.
public sealed interface ReadRefusal extends Refusal {

    @Override
    default Map<String, String> evidence() {
        return Map.of();
    }

    /// Answered as "no such read" to everybody to whom it is not assigned.
    record UnknownRead(ReadCode read) implements ReadRefusal {
        @Override
        public String name() {
            return "no-such-read";
        }

        @Override
        public String rule() {
            return "A read is known by its code, to those it is assigned to.";
        }
    }

    /// Drawn before; the next draw will differ.
    record CodeTaken() implements ReadRefusal {
        @Override
        public String name() {
            return "read-code-taken";
        }

        @Override
        public String rule() {
            return "A read code is given once.";
        }
    }

    record AlreadyAssigned(String reader) implements ReadRefusal {
        @Override
        public String name() {
            return "already-assigned";
        }

        @Override
        public String rule() {
            return "A read is assigned to one reader; assigning it to the same reader changes nothing.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("reader", reader);
        }
    }

    record AlreadySubmitted(ReadCode read) implements ReadRefusal {
        @Override
        public String name() {
            return "read-already-submitted";
        }

        @Override
        public String rule() {
            return "A read is submitted once and never changed.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("read", read.value());
        }
    }

    /// @param reader who would get it
    record NotForThisReader(String reader, Purpose purpose) implements ReadRefusal {
        @Override
        public String name() {
            return "reader-not-eligible";
        }

        @Override
        public String rule() {
            return "Nobody reads a recording twice, but for a repeat by the same reader, which nobody else may do.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("reader", reader, "purpose", purpose.stored());
        }
    }

    /// @param modality of which there is nothing, or nothing for the caller
    record NothingToClaim(String modality) implements ReadRefusal {
        @Override
        public String name() {
            return "nothing-to-claim";
        }

        @Override
        public String rule() {
            return "A read is claimed from an opened batch, from those that nobody has and the caller may have.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("modality", modality);
        }
    }

    record NothingToOpen(String modality) implements ReadRefusal {
        @Override
        public String name() {
            return "nothing-to-open";
        }

        @Override
        public String rule() {
            return "A batch is made of reads that nobody has and that are in no batch yet.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("modality", modality);
        }
    }

    /// @param subjects of how many subjects the recordings are
    /// @param least of how many they have to be
    record TooFewSubjects(String modality, int subjects, int least) implements ReadRefusal {
        @Override
        public String name() {
            return "too-few-subjects";
        }

        @Override
        public String rule() {
            return "Reads are shared out together that are of several subjects, so that their moment does not tell"
                    + " whose they are; fewer need a reason.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of(
                    "modality", modality, "subjects", Integer.toString(subjects), "least", Integer.toString(least));
        }
    }

    record NothingToAssign(String modality) implements ReadRefusal {
        @Override
        public String name() {
            return "nothing-to-assign";
        }

        @Override
        public String rule() {
            return "Reads are assigned that nobody has, to readers who may have them.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("modality", modality);
        }
    }

    record NothingToRepeat(String modality, Purpose purpose) implements ReadRefusal {
        @Override
        public String name() {
            return "nothing-to-repeat";
        }

        @Override
        public String rule() {
            return "What is read again was read and measured, and is not being read again in the same way already.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("modality", modality, "kind", purpose.stored());
        }
    }

    record AlreadyAttached(String mediaHash) implements ReadRefusal {
        @Override
        public String name() {
            return "media-already-attached";
        }

        @Override
        public String rule() {
            return "A media object belongs to a recording once.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("media", mediaHash);
        }
    }

    /// Which other one is not said: it may be of a subject, a visit or a site that the caller is told nothing of.
    record MediaOfAnotherRecording(String mediaHash) implements ReadRefusal {
        @Override
        public String name() {
            return "media-of-another-recording";
        }

        @Override
        public String rule() {
            return "A media object belongs to one recording.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("media", mediaHash);
        }
    }

    /// @param says what the file says that it is, by DICOM's codes
    record MediaOfAnotherModality(String mediaHash, String says, String modality) implements ReadRefusal {
        @Override
        public String name() {
            return "media-of-another-modality";
        }

        @Override
        public String rule() {
            return "A recording's media are of its modality.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("media", mediaHash, "says", says, "modality", modality);
        }
    }

    record AlreadyGivenOut(ReadCode read) implements ReadRefusal {
        @Override
        public String name() {
            return "read-already-given-out";
        }

        @Override
        public String rule() {
            return "Everybody reads the same recording: its media are complete before anybody is given it.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("read", read.value());
        }
    }

    /// @param most how many there may be
    record TooManyMedia(int most) implements ReadRefusal {
        @Override
        public String name() {
            return "too-many-media";
        }

        @Override
        public String rule() {
            return "A recording has so many media objects and no more.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("most", Integer.toString(most));
        }
    }

    /// @param detail what to change
    record InvalidRead(String detail) implements ReadRefusal {
        @Override
        public String name() {
            return "invalid-read";
        }

        @Override
        public String rule() {
            return "A read holds measurements or a reason why there are none, and a guess of the arm or none.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("detail", detail);
        }
    }
}
