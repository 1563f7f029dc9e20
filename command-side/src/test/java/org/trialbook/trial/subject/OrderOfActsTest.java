package org.trialbook.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.ActTable;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.randomization.RandomizeSubject;
import org.trialbook.trial.visit.RecordVisit;

/// What is asked of every act on a subject, asked of each of them.
class OrderOfActsTest {

    /// Acts that correct the record, say what went wrong, or break a blind for safety's sake keep working where others
    /// stop: a site that has closed and a subject who has withdrawn are no reason not to know, or not to say so.
    private static boolean neverTooLate(ActExample<?, ?> row) {
        return ActTable.of(row.name(), "after-withdrawal").equals("any");
    }

    static Stream<ActExample<?, ?>> actsOnASubject() {
        return ActExamples.all().stream().filter(row -> row.act().act().target().equals(Target.SUBJECT));
    }

    @ParameterizedTest
    @MethodSource("actsOnASubject")
    void nothingIsRecordedBeforeTheProtocol(ActExample<?, ?> row) {
        // Some acts are of a protocol of their own.
        List<TrialEvent> unpublished = row.given().stream()
                .filter(event -> !(event instanceof ProtocolPublished))
                .toList();
        given(unpublished).when(row.act()).thenRefused("no-protocol", Map.of());
    }

    @ParameterizedTest
    @MethodSource("actsOnASubject")
    void nothingIsRecordedOfASubjectNobodyRegistered(ActExample<?, ?> row) {
        given(without(row, registered(SUBJECT))).when(row.act()).thenRefused("no-such-subject", Map.of());
    }

    @ParameterizedTest
    @MethodSource("actsOnASubject")
    void nothingIsRecordedAtASiteThatIsNotOpen(ActExample<?, ?> row) {
        var then = given(row.given().stream()
                        .filter(event -> !(event instanceof SiteOpened))
                        .toList())
                .when(row.act());

        if (neverTooLate(row)) {
            assertThat(then.outcome().toString()).startsWith("Recorded");
        } else {
            then.thenRefused("site-not-open", Map.of("site", "01"));
        }
    }

    @ParameterizedTest
    @MethodSource("actsOnASubject")
    void afterAWithdrawalOnlyCorrectionsAndOlderFactsAreRecorded(ActExample<?, ?> row) {
        var withdrawn =
                new SubjectDiscontinued(STUDY, SUBJECT, SITE, HotCrt.REGISTERED, "consent-withdrawn", Sealed.of(""));

        var then = given(row.given(), withdrawn).when(row.act());

        if (neverTooLate(row)) {
            assertThat(then.outcome().toString()).startsWith("Recorded");
        } else {
            then.thenRefused("subject-has-withdrawn", Map.of("withdrawnOn", "2026-03-02"));
        }
    }

    @ParameterizedTest
    @MethodSource("actsOnASubject")
    void aFactFromBeforeTheWithdrawalMayBeEnteredLateAndADecisionMayNot(ActExample<?, ?> row) {
        var withdrawn = new SubjectDiscontinued(STUDY, SUBJECT, SITE, HotCrt.TODAY, "consent-withdrawn", Sealed.of(""));
        String taken = ActTable.of(row.name(), "after-withdrawal");
        assertThat(taken).isIn("any", "earlier", "none");

        var then = given(row.given(), withdrawn).when(row.act());

        if (taken.equals("none")) {
            then.thenRefused("subject-has-withdrawn", Map.of("withdrawnOn", "2026-11-21"));
        } else {
            assertThat(then.outcome().toString()).startsWith("Recorded");
        }
    }

    @Test
    void theDayOfTheFirstAttemptRecordedCountsWhateverIsEnteredAfterIt() {
        SubjectState subject = new SubjectState();
        List<TrialEvent> history = HotCrt.and(HotCrt.implanted(), attempt(2, -1), attempt(3, 4));
        for (int position = 0; position < history.size(); position++) {
            subject.apply(Scenario.recorded(history.get(position), position));
        }
        assertThat(subject.when("record-implant-attempt")).contains(HotCrt.IMPLANTED);
    }

    @Test
    void aVisitIsNotRecordedBeforeConsent() {
        given(HotCrt.registered())
                .when(ask(
                        RecordVisit.class,
                        HotCrt.by(HotCrt.COORDINATOR),
                        SUBJECT,
                        new RecordVisit.Body("pre-implant", HotCrt.CONSENTED)))
                .thenRefused("out-of-order", Map.of("act", "record-visit", "missing", "sign-consent"));
    }

    /// Each act that the protocol may put first, put before a visit.
    @ParameterizedTest
    @MethodSource("actsThatComeFirst")
    void whateverComesFirstIsRemembered(String first, TrialEvent event) {
        String yaml = HotCrt.amended("record-visit: [sign-consent]", "record-visit: [%s]".formatted(first));
        List<TrialEvent> history = HotCrt.and(
                List.of(HotCrt.published("2", yaml), HotCrt.opened()),
                HotCrt.registered(SUBJECT),
                HotCrt.consented(SUBJECT));
        Asked<?, ?> visit = ask(
                RecordVisit.class,
                HotCrt.by(HotCrt.COORDINATOR),
                SUBJECT,
                new RecordVisit.Body("pre-implant", HotCrt.IMPLANTED));

        boolean recorded = List.of("register-subject", "sign-consent").contains(first);
        if (!recorded) {
            given(history).when(visit).thenRefused("out-of-order", Map.of("act", "record-visit", "missing", first));
        }
        List<TrialEvent> then = recorded ? history : HotCrt.and(history, event);
        assertThat(given(then).when(visit).outcome().toString()).startsWith("Recorded");
    }

    static Stream<Arguments> actsThatComeFirst() {
        return Stream.of(
                Arguments.of("register-subject", registered(HotCrt.SUBJECT)),
                Arguments.of("sign-consent", HotCrt.consented(SUBJECT)),
                Arguments.of("confirm-eligibility", HotCrt.confirmed(SUBJECT)),
                Arguments.of("randomize", HotCrt.randomized(SUBJECT, "aetiology=ischaemic;site=01", 1, HotCrt.BVP)),
                Arguments.of("record-implant-attempt", attempt(1, 0)),
                Arguments.of("request-crossover", HotCrt.crossoverRequested().getLast()),
                Arguments.of("record-assessment", HotCrt.ecgRecorded().getLast()),
                Arguments.of(
                        "register-read",
                        new ReadRegistered(
                                STUDY,
                                HotCrt.READ,
                                SUBJECT,
                                SITE,
                                "pre-implant",
                                "echo",
                                "archive/1",
                                "0".repeat(64))));
    }

    @Test
    void aVisitThatComesFirstIsRememberedWithItsDay() {
        String yaml = HotCrt.amended("randomize: [confirm-eligibility]", "randomize: [record-visit]");
        List<TrialEvent> history = HotCrt.and(HotCrt.eligible(), HotCrt.published("2", yaml));
        var visited = new VisitDone(STUDY, SUBJECT, SITE, "pre-implant", HotCrt.RANDOMIZED, null, 0);

        given(history)
                .when(ask(RandomizeSubject.class, HotCrt.by(HotCrt.INVESTIGATOR), SUBJECT, new RandomizeSubject.Body()))
                .thenRefused("out-of-order", Map.of("act", "randomize", "missing", "record-visit"));
        assertThat(given(history, visited)
                        .when(ask(
                                RandomizeSubject.class,
                                HotCrt.at(HotCrt.INVESTIGATOR, HotCrt.CONFIRMED),
                                SUBJECT,
                                new RandomizeSubject.Body()))
                        .refusal()
                        .evidence())
                .containsEntry("after", "record-visit");
        assertThat(given(history, visited)
                        .when(ask(
                                RandomizeSubject.class,
                                HotCrt.at(HotCrt.INVESTIGATOR, HotCrt.RANDOMIZED),
                                SUBJECT,
                                new RandomizeSubject.Body()))
                        .outcome()
                        .toString())
                .startsWith("Recorded");
    }

    private static ImplantAttempted attempt(int number, int daysLater) {
        return new ImplantAttempted(
                STUDY,
                SUBJECT,
                SITE,
                HotCrt.IMPLANTED.plusDays(daysLater),
                number,
                Sealed.of(HotCrt.attempt("coronary-sinus")));
    }

    private static List<TrialEvent> without(ActExample<?, ?> row, TrialEvent missing) {
        List<TrialEvent> rest =
                row.given().stream().filter(event -> !event.equals(missing)).toList();
        assertThat(rest).hasSize(row.given().size() - 1);
        return rest;
    }
}
