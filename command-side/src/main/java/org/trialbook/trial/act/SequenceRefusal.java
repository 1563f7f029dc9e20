package org.trialbook.trial.act;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.Answers;

/// Refusals that many acts share: something is missing before, something has already happened, or the request's
/// content does not fit the protocol.
public sealed interface SequenceRefusal extends Refusal {

    @Override
    default Map<String, String> evidence() {
        return Map.of();
    }

    record NoProtocol() implements SequenceRefusal {
        @Override
        public String name() {
            return "no-protocol";
        }

        @Override
        public String rule() {
            return "Nothing is recorded before the study's protocol is published.";
        }
    }

    record SiteNotOpen(SiteId site) implements SequenceRefusal {
        @Override
        public String name() {
            return "site-not-open";
        }

        @Override
        public String rule() {
            return "A site acts only after it was opened.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("site", site.value());
        }
    }

    /// Answered as "no such subject", like a subject of another site.
    record UnknownSubject(SubjectId subject) implements SequenceRefusal {
        @Override
        public String name() {
            return "no-such-subject";
        }

        @Override
        public String rule() {
            return "The subject is not registered.";
        }
    }

    record SubjectHasWithdrawn(LocalDate on) implements SequenceRefusal {
        @Override
        public String name() {
            return "subject-has-withdrawn";
        }

        @Override
        public String rule() {
            return "Nothing more is done with a subject who has withdrawn; what was recorded stays and may be corrected.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("withdrawnOn", on.toString());
        }
    }

    /// @param missing the acts that must come first
    record OutOfOrder(String act, List<String> missing) implements SequenceRefusal {
        @Override
        public String name() {
            return "out-of-order";
        }

        @Override
        public String rule() {
            return "Consent comes first, and eligibility before randomization; the rest of the order is the "
                    + "protocol's.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("act", act, "missing", String.join(", ", missing));
        }
    }

    /// The act waits for a successful attempt, and the caller must not know whether there was one.
    record WaitsForWhatIsSealed(String act) implements SequenceRefusal {
        @Override
        public String name() {
            return "waits-for-what-is-sealed";
        }

        @Override
        public String rule() {
            return "What waits for a successful attempt is done by those who may know whether there was one.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("act", act);
        }
    }

    /// No attempt had succeeded by then. The blinded are never answered with it, and not told that somebody was.
    record NoSuccessfulAttempt(String act) implements SequenceRefusal {
        @Override
        public String name() {
            return "no-successful-attempt";
        }

        @Override
        public String rule() {
            return "The protocol puts a successful attempt first.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("act", act);
        }
    }

    /// @param what what was recorded before
    record AlreadyRecorded(String what) implements SequenceRefusal {
        @Override
        public String name() {
            return "already-recorded";
        }

        @Override
        public String rule() {
            return "This is recorded once. What was recorded wrongly is corrected with a reason, never repeated.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("recorded", what);
        }
    }

    record InTheFuture(LocalDate date, LocalDate today) implements SequenceRefusal {
        @Override
        public String name() {
            return "in-the-future";
        }

        @Override
        public String rule() {
            return "Only what has happened is recorded.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("date", date.toString(), "today", today.toString());
        }
    }

    /// @param after the act that must have happened first, on `earliest`
    record TooEarly(LocalDate date, String after, LocalDate earliest) implements SequenceRefusal {
        @Override
        public String name() {
            return "too-early";
        }

        @Override
        public String rule() {
            return "An act cannot have happened before one that the protocol puts first.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("date", date.toString(), "after", after, "earliest", earliest.toString());
        }
    }

    /// @param kind what sort of code was expected, such as `visit`
    record UnknownCode(String kind, String code, List<String> known) implements SequenceRefusal {
        @Override
        public String name() {
            return "unknown-code";
        }

        @Override
        public String rule() {
            return "The protocol names what can be recorded.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("kind", kind, "code", code, "known", String.join(", ", known));
        }
    }

    record InvalidAnswers(List<Answers.Problem> problems) implements SequenceRefusal {
        @Override
        public String name() {
            return "invalid-answers";
        }

        @Override
        public String rule() {
            return "Every answer is known, complete, of its type, in its unit and within its range.";
        }

        @Override
        public Map<String, String> evidence() {
            return problems.stream()
                    .collect(Collectors.toMap(
                            Answers.Problem::item, p -> p.rule() + ": " + p.detail(), (a, b) -> a + "; " + b));
        }
    }

    /// The form tells the arm, and the caller must not know it.
    record FormRevealsTheArm(String form) implements SequenceRefusal {
        @Override
        public String name() {
            return "form-reveals-the-arm";
        }

        @Override
        public String rule() {
            return "A form that reveals the arm is filled in and corrected by those who may know it.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("form", form);
        }

        @Override
        public boolean recorded() {
            return true;
        }
    }
}
