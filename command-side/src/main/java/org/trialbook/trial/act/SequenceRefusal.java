package org.trialbook.trial.act;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
            return "Nothing more is done with a subject who has withdrawn. What was recorded stays; what is wrong on a form is"
                    + " corrected by %s.".formatted(org.trialbook.access.Act.CORRECT_VALUE);
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
    /// @param way the act that puts right what was recorded wrongly; null where none does
    record AlreadyRecorded(String what, org.trialbook.access.@Nullable Act way) implements SequenceRefusal {

        public AlreadyRecorded(String what) {
            this(what, null);
        }

        @Override
        public String name() {
            return "already-recorded";
        }

        @Override
        public String rule() {
            return way == null
                    ? "This is recorded once, and stays as it is."
                    : "This is recorded once, never repeated. What was recorded wrongly is put right by %s."
                            .formatted(way);
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

    /// @param earliest the first day that is taken
    record TooLongAgo(LocalDate date, LocalDate earliest) implements SequenceRefusal {
        @Override
        public String name() {
            return "too-long-ago";
        }

        @Override
        public String rule() {
            return "What is recorded happened within the last ten years, and in the person's life.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("date", date.toString(), "earliest", earliest.toString());
        }
    }

    /// The act is done by recording it, so that it has no other time.
    ///
    /// @param occurredAt when it was said to have happened
    /// @param now the server's clock
    record HappensWhenRecorded(String act, ZonedDateTime occurredAt, Instant now) implements SequenceRefusal {
        @Override
        public String name() {
            return "happens-when-recorded";
        }

        @Override
        public String rule() {
            return "This act happens when it is recorded, and at no other time: leave occurredAt out.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("act", act, "occurredAt", occurredAt.toString(), "now", now.toString());
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

    /// @param on the day for which the age was given
    record AgeContradictsBirthYear(String age, int birthYear, LocalDate on) implements SequenceRefusal {
        @Override
        public String name() {
            return "age-contradicts-birth-year";
        }

        @Override
        public String rule() {
            return "An age is that of somebody born in the year that was registered. If the year is the wrong one,"
                    + " register the person anew by %s.".formatted(org.trialbook.access.Act.REGISTER_SUBJECT);
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("age", age, "birthYear", Integer.toString(birthYear), "on", on.toString());
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
