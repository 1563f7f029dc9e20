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
