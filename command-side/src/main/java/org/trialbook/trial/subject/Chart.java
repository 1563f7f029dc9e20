package org.trialbook.trial.subject;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
import org.trialbook.event.Crossover;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.Value;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolHistory;
import org.trialbook.protocol.Seals;
import org.trialbook.protocol.SubjectDays;

/// A subject's chart as the acts see it: the protocol in force, whether the site is open, and how far the subject is.
///
/// @param protocol the version in force: what may be recorded
/// @param versions what every version had so far: what may have been recorded
/// @param seals what every version of the protocol marked so far, and what was recorded sealed of the subject
/// @param siteZone the zone of the subject's site, in which its days begin and end; null as long as it is not open
public record Chart(
        @Nullable Protocol protocol,
        ProtocolHistory versions,
        Seals seals,
        @Nullable ZoneId siteZone,
        Subject subject) {

    public static Chart empty() {
        return new Chart(null, ProtocolHistory.NONE, Seals.NONE, null, new Subject.Unregistered());
    }

    /// Whether the subject's site was opened.
    public boolean siteOpen() {
        return siteZone != null;
    }

    /// The zone in which the subject's days begin and end.
    public ZoneId zone() {
        return siteZone == null ? ZoneOffset.UTC : siteZone;
    }

    /// How far a subject is.
    public sealed interface Subject {

        record Unregistered() implements Subject {}

        record Enrolled(History history) implements Subject {}

        record Withdrawn(History history, LocalDate on) implements Subject {}
    }

    /// What was recorded of a subject.
    ///
    /// @param milestones act → the day for which it was first recorded; further attempts do not count. Of
    ///     eligibility: the day of the newest assessment, if it was confirmed
    /// @param latest the latest day for which anything is recorded that the blinded are told of
    /// @param anchors see [org.trialbook.protocol.VisitAnchors]
    /// @param days what may contradict each other; see [SubjectDays]
    /// @param strata stratification levels, once eligible
    /// @param arm the allocated arm, once randomized
    /// @param attempts implant attempts so far
    /// @param visits visit code → done (true) or missed (false)
    /// @param forms `visit/form` → item code → current answer
    /// @param reads `visit/modality` of the recordings registered → the code they were registered under
    /// @param submitted of these codes, those whose read is known to be submitted
    /// @param requests crossover requests so far
    /// @param pending the crossover that awaits its approval
    /// @param crossedOver whether a crossover was approved
    public record History(
            SortedMap<String, LocalDate> milestones,
            Recorded latest,
            SortedMap<String, LocalDate> anchors,
            SubjectDays days,
            Map<String, String> strata,
            @Nullable ArmCode arm,
            int attempts,
            Map<String, Boolean> visits,
            Map<String, Map<String, Value>> forms,
            Map<String, String> reads,
            Set<String> submitted,
            int requests,
            @Nullable Pending pending,
            boolean crossedOver) {

        /// The milestone of an attempt that succeeded.
        static final String SUCCEEDED = "record-implant-attempt(succeeded)";

        /// An act and the day for which it was recorded.
        public record Recorded(String act, LocalDate on) {}

        /// A request that nobody has answered yet.
        public record Pending(int crossover, String requestedBy, Crossover detail) {}

        static History of(SubjectRegistered registered) {
            return new History(
                    new TreeMap<>(Map.of("register-subject", registered.registeredOn())),
                    new Recorded("register-subject", registered.registeredOn()),
                    new TreeMap<>(),
                    SubjectDays.none().after(registered),
                    Map.of(),
                    null,
                    0,
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Set.of(),
                    0,
                    null,
                    false);
        }

        /// The day of the first attempt recorded that succeeded. It is sealed: it decides nothing for the blinded.
        public Optional<LocalDate> succeededOn() {
            return when(SUCCEEDED);
        }

        /// Whether the read of a recording, named as `visit/modality`, is known to be submitted.
        public boolean submitted(String recording) {
            String code = reads.get(recording);
            return code != null && submitted.contains(code);
        }

        public Optional<LocalDate> when(String act) {
            return Optional.ofNullable(milestones.get(act));
        }

        /// Whether the act was recorded at all. A recording and a crossover's request do not say on which day they
        /// were made.
        public boolean recorded(String act) {
            return switch (act) {
                case "register-read" -> !reads.isEmpty();
                case "request-crossover" -> requests > 0;
                default -> milestones.containsKey(act);
            };
        }
    }

    /// What was recorded of the subject, whether or not the subject has withdrawn.
    public Optional<History> history() {
        return switch (subject) {
            case Subject.Unregistered ignored -> Optional.empty();
            case Subject.Enrolled(History history) -> Optional.of(history);
            case Subject.Withdrawn(History history, LocalDate ignored) -> Optional.of(history);
        };
    }
}
