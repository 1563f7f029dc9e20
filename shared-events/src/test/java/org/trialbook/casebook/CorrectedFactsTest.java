package org.trialbook.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CorrectionEvent;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.CourseFact;
import org.trialbook.event.EventTypes;
import org.trialbook.event.FormEvent;
import org.trialbook.event.ItemValue;
import org.trialbook.event.MovedVisit;
import org.trialbook.event.SampleEvents;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.VisitWindow;
import org.trialbook.ledger.TreeHash;

/// Whoever folds a subject's course knows after a correction what they would know had it been recorded rightly.
class CorrectedFactsTest {
    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final SubjectId SUBJECT = new SubjectId("01-001");
    private static final SiteId SITE = new SiteId("01");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final VisitWindow WINDOW = new VisitWindow(DAY, DAY.plusDays(7), DAY.plusDays(10));

    /// Events that are no facts to be corrected, or members of facts, each with what puts them right instead.
    private static final Map<String, String> OTHERWISE = new TreeMap<>(Map.ofEntries(
            Map.entry("SubjectRegistered subject", "an identity"),
            Map.entry("VisitDone visit", "recorded at another visit: entered in error, and recorded there"),
            Map.entry("VisitDone window", "computed"),
            Map.entry("VisitDone daysOutside", "computed"),
            Map.entry("VisitMissed visit", "as of a visit that was done"),
            Map.entry("VisitMissed window", "computed"),
            Map.entry("SubjectWithdrawn note", "sealed, and a note of its own says more"),
            Map.entry("EligibilityConfirmed", "confirm-eligibility, after the randomization correct-eligibility"),
            Map.entry("EligibilityCorrected", "correct-eligibility"),
            Map.entry("EligibilityNotMet", "by confirm-eligibility"),
            Map.entry("AssessmentRecorded", "correct-value, mark-entered-in-error"),
            Map.entry("ValueCorrected", "correct-value"),
            Map.entry("FactCorrected", "correct-fact"),
            Map.entry("EnteredInError", "by recording it again"),
            Map.entry("SubjectMovedToVersion", "not yet"),
            Map.entry("ImplantAttempted attempt", "an identity"),
            Map.entry("ImplantAttempted detail", "correct-attempt, mark-attempt-entered-in-error"),
            Map.entry("AttemptCorrected", "correct-attempt"),
            Map.entry("AttemptEnteredInError", "by recording it again"),
            Map.entry("SubjectRandomized", "never: it is a draw"),
            Map.entry("CrossoverRequested", "decided by another"),
            Map.entry("CrossoverApproved", "a decision"),
            Map.entry("CrossoverDenied", "a decision"),
            Map.entry("KitDispensed", "account-for-kit"),
            Map.entry("SubjectUnblinded", "what somebody learned stays learned"),
            Map.entry("UnblindingAssessed", "assess-unblinding"),
            Map.entry("DeviationRecorded", "not yet"),
            Map.entry("FoundDeviationRecorded", "not yet"),
            Map.entry("NoteAdded", "by another note"),
            Map.entry("OtherArmTreatmentRecorded", "by another finding"),
            Map.entry("SealedNoteAdded", "by another note"),
            Map.entry("FormAdded", "not yet"),
            Map.entry("FormsSigned", "by another signature"),
            Map.entry("FormLockChanged", "unfreeze-forms, request-unlock"),
            Map.entry("SourceVerified", "not yet"),
            Map.entry("RuleHitExcused", "open-query"),
            Map.entry("QueryOpened", "cancel-query"),
            Map.entry("QueryChanged", "reopen-query")));

    @Test
    void everyMemberOfEveryEventOfASubjectIsCorrectedOrNamedWithWhatIsDoneInstead() {
        Set<String> unsaid = new TreeSet<>();
        SampleEvents.all().forEach(event -> {
            String name = EventTypes.nameOf(event.getClass()).name();
            if (event instanceof SubjectEvent ofSubject && !OTHERWISE.containsKey(name)) {
                Set<String> corrected = StatedFact.of(ofSubject)
                        .map(fact -> Set.copyOf(fact.fields().keySet()))
                        .orElse(Set.of());
                Arrays.stream(event.getClass().getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(member -> !Set.of("study", "subject", "site").contains(member))
                        .filter(member -> !corrected.contains(member))
                        .map(member -> name + " " + member)
                        .filter(member -> !OTHERWISE.containsKey(member))
                        .forEach(unsaid::add);
            }
        });
        assertThat(unsaid).isEmpty();
    }

    static Stream<Arguments> corrections() {
        return Stream.of(
                Arguments.of(
                        List.of(registered(DAY, 1955)),
                        List.of(new SubjectEvent.SubjectRegistered(STUDY, SUBJECT, SITE, DAY, 1955, "male")),
                        corrected(CourseFact.REGISTRATION, null, Map.of("sex", "male"), Map.of())),
                Arguments.of(
                        List.of(registered(DAY, 1955)),
                        List.of(registered(DAY.minusDays(1), 1956)),
                        corrected(
                                CourseFact.REGISTRATION,
                                null,
                                Map.of("registeredOn", DAY.minusDays(1).toString(), "birthYear", "1956"),
                                Map.of())),
                Arguments.of(
                        List.of(registered(DAY, 1955), consented(DAY.plusDays(1))),
                        List.of(registered(DAY, 1955), consented(DAY.plusDays(2))),
                        corrected(
                                CourseFact.CONSENT,
                                null,
                                Map.of("signedOn", DAY.plusDays(2).toString()),
                                Map.of())),
                Arguments.of(
                        List.of(done("discharge", DAY.plusDays(3), 0), done("week-2", DAY.plusDays(9), 0)),
                        List.of(done("discharge", DAY.plusDays(12), 2), done("week-2", DAY.plusDays(9), 0)),
                        corrected(
                                CourseFact.VISIT,
                                "discharge",
                                Map.of("doneOn", DAY.plusDays(12).toString()),
                                Map.of("discharge", new MovedVisit(WINDOW, 2)))),
                Arguments.of(
                        List.of(missed("no-show")),
                        List.of(missed("hospital")),
                        corrected(
                                CourseFact.VISIT,
                                "month-3",
                                Map.of("reason", "hospital"),
                                Map.of("month-3", new MovedVisit(WINDOW, 0)))),
                Arguments.of(
                        List.of(registered(DAY, 1955), withdrawn(DAY.plusDays(5), "death")),
                        List.of(registered(DAY, 1955), withdrawn(DAY.plusDays(6), "lost")),
                        corrected(
                                CourseFact.WITHDRAWAL,
                                null,
                                Map.of("withdrawnOn", DAY.plusDays(6).toString(), "reason", "lost"),
                                Map.of())),
                Arguments.of(
                        List.of(done("discharge", DAY, 0), form("discharge"), done("week-2", DAY.plusDays(9), 0)),
                        List.of(done("discharge", DAY, 0), done("week-2", DAY.plusDays(9), 0)),
                        new EnteredInError(STUDY, SUBJECT, SITE, "discharge", "nyha", null, "another's", null)),
                Arguments.of(
                        List.of(done("discharge", DAY.plusDays(30), 20), done("week-2", DAY.plusDays(9), 0)),
                        List.of(done("week-2", DAY.plusDays(9), 0)),
                        new EnteredInError(STUDY, SUBJECT, SITE, "discharge", null, null, "another's", null)));
    }

    @ParameterizedTest
    @MethodSource("corrections")
    void asIfItHadBeenRecordedRightly(
            List<SubjectEvent> recorded, List<SubjectEvent> right, CorrectionEvent correction) {
        List<SubjectEvent> corrected = new ArrayList<>(recorded);
        corrected.add(correction);

        assertThat(known(corrected)).isEqualTo(known(right)).isNotEqualTo(known(recorded));
    }

    /// All that the folds of the casebook say of it.
    private static Map<String, Object> known(List<SubjectEvent> events) {
        SubjectProgress progress = SubjectProgress.NONE;
        VisitDates dates = VisitDates.NONE;
        DatedAnswers answers = DatedAnswers.NONE;
        StatedFacts facts = new StatedFacts();
        for (int i = 0; i < events.size(); i++) {
            progress = progress.after(events.get(i));
            dates = dates.after(events.get(i));
            answers = answers.after(events.get(i));
            facts.apply(new RecordedEvent(
                    events.get(i), i, TreeHash.of(new byte[TreeHash.BYTES]), Instant.EPOCH, null, null));
        }
        Map<String, Object> known = new TreeMap<>();
        known.put("progress", progress);
        known.put("dates", dates);
        known.put("answers", answers);
        known.put("days", facts.subject().days().told());
        known.put("first visit", facts.subject().when("record-visit"));
        known.put("forms", facts.forms().form("discharge", "nyha").isPresent());
        known.put("sex", String.valueOf(facts.forms().sex()));
        known.put("eligibility", facts.forms().eligibility());
        known.put("made", facts.visits().madeAt("discharge"));
        known.put(
                "facts",
                Arrays.stream(CourseFact.values())
                        .flatMap(fact -> Stream.of("", "discharge", "week-2", "month-3")
                                .flatMap(visit -> facts.fact(fact, visit.isEmpty() ? null : visit).stream()))
                        .collect(Collectors.toSet()));
        return known;
    }

    private static FactCorrected corrected(
            CourseFact fact, @Nullable String visit, Map<String, String> to, Map<String, MovedVisit> moved) {
        return new FactCorrected(STUDY, SUBJECT, SITE, fact, visit, Map.of(), to, moved, "as the letter says");
    }

    private static SubjectEvent registered(LocalDate on, int birthYear) {
        return new SubjectEvent.SubjectRegistered(STUDY, SUBJECT, SITE, on, birthYear, "female");
    }

    private static SubjectEvent consented(LocalDate on) {
        return new SubjectEvent.ConsentSigned(STUDY, SUBJECT, SITE, on, "2.1");
    }

    private static SubjectEvent done(String visit, LocalDate on, int outside) {
        return new SubjectEvent.VisitDone(STUDY, SUBJECT, SITE, visit, on, WINDOW, outside);
    }

    private static SubjectEvent missed(String reason) {
        return new SubjectEvent.VisitMissed(STUDY, SUBJECT, SITE, "month-3", reason, WINDOW);
    }

    private static SubjectEvent withdrawn(LocalDate on, String reason) {
        return new SubjectEvent.SubjectDiscontinued(STUDY, SUBJECT, SITE, on, reason, Sealed.of(""));
    }

    private static SubjectEvent form(String visit) {
        return new FormEvent.AssessmentRecorded(
                STUDY, SUBJECT, SITE, visit, "nyha", DAY, Map.of("seen", ItemValue.of("2026-03-01")), null);
    }
}
