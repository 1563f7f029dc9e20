package org.trialbook.trial.unblinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.NOW;
import static org.trialbook.trial.HotCrt.OTHER_READ;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.READ;
import static org.trialbook.trial.HotCrt.READER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.readAssigned;
import static org.trialbook.trial.HotCrt.readRegistered;
import static org.trialbook.trial.HotCrt.readSubmitted;
import static org.trialbook.trial.HotCrt.unblinded;
import static org.trialbook.trial.Scenario.given;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.ReadingEvent.ReadReleased;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.SubjectEvent.UnblindingAssessed;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.act.Outcome;

/// A reader tells by a read's code that they have learned an arm, whatever has become of the subject.
class ReaderReportsAnUnblindingTest implements ActExamples {

    private static final Caller OTHER = new Caller("reader-2", "Rolf Reuter", Role.READER, null);
    private static final FurtherReadRegistered SECOND =
            new FurtherReadRegistered(STUDY, OTHER_READ, READ, "ecg", "second");

    private static Asked<?, ?> report(Caller reader, ReadCode read, LocalDate on) {
        return ask(
                ReportReadUnblinding.class,
                by(reader),
                read,
                new ReportReadUnblinding.Body("document", on, "a letter in the archive"));
    }

    private static SubjectUnblinded event(int number, LocalDate on) {
        return new SubjectUnblinded(
                STUDY,
                SUBJECT,
                SITE,
                number,
                "inadvertent",
                "document",
                "the reader who reported it",
                null,
                on,
                Sealed.of("a letter in the archive"));
    }

    // ---- what is recorded

    @Test
    void itIsAnUnblindingOfTheSubjectThatTheReadIsOfAndFoundByTheRead() {
        Outcome outcome =
                given(readAssigned()).when(report(READER, READ, TODAY)).outcome();

        assertThat(outcome)
                .isEqualTo(new Outcome.Recorded(
                        List.of(event(1, TODAY)),
                        Map.of(event(1, TODAY), new EventTag("read", READ.value())),
                        Map.of()));
    }

    @Test
    void anotherReadOfTheRecordingIsOfTheSameSubject() {
        given(and(readRegistered(), SECOND, new ReadAssigned(STUDY, OTHER_READ, READER.id())))
                .when(report(READER, OTHER_READ, TODAY))
                .thenRecorded(event(1, TODAY));
    }

    @Test
    void itHasTheNextNumberOfTheSubjectsUnblindings() {
        given(and(readAssigned(), unblinded(1, "emergency"), unblinded(2, "inadvertent")))
                .when(report(READER, READ, TODAY))
                .thenRecorded(event(3, TODAY));
    }

    @Test
    void whoHasSubmittedTheReadOrGivenItBackMayHaveLearnedIt() {
        given(readSubmitted()).when(report(READER, READ, TODAY)).thenRecorded(event(1, TODAY));
        given(and(
                        readAssigned(),
                        new ReadReleased(STUDY, READ, READER.id(), "I know the arm"),
                        new ReadAssigned(STUDY, READ, OTHER.id())))
                .when(report(READER, READ, TODAY))
                .thenRecorded(event(1, TODAY));
    }

    /// What the reader would learn of the subject from another answer.
    static Stream<List<TrialEvent>> whateverHasBecomeOfTheSubject() {
        List<TrialEvent> randomized = and(
                readAssigned(), HotCrt.confirmed(SUBJECT), HotCrt.randomized(SUBJECT, "aetiology=ischaemic", 1, BVP));
        return Stream.of(
                readAssigned(),
                and(readAssigned(), HotCrt.confirmed(SUBJECT)),
                randomized,
                and(
                        readAssigned(),
                        HotCrt.confirmed(SUBJECT),
                        HotCrt.randomized(SUBJECT, "aetiology=ischaemic", 1, CSP)),
                and(randomized, new SubjectDiscontinued(STUDY, SUBJECT, SITE, RANDOMIZED, "moved-away", Sealed.of(""))),
                and(randomized, new StudyLocked(STUDY, "the last visit is done")),
                and(randomized, new StudyUnblinded(STUDY, List.of("a", "b"), 1)));
    }

    @ParameterizedTest
    @MethodSource("whateverHasBecomeOfTheSubject")
    void itIsRecordedOfWhicheverDayTheReaderSays(List<TrialEvent> history) {
        for (LocalDate on : List.of(TODAY, RANDOMIZED.minusDays(1), TODAY.minusYears(9))) {
            given(history).when(report(READER, READ, on)).thenRecorded(event(1, on));
        }
    }

    @Test
    void whatWasToldBeforeThereWasAnArmIsAssessed() {
        given(and(readAssigned(), event(1, IMPLANTED)))
                .when(ask(
                        AssessUnblinding.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        new AssessUnblinding.Body(1, "no-impact", "no arm yet")))
                .thenRecorded(new UnblindingAssessed(STUDY, SUBJECT, SITE, 1, "no-impact", Sealed.of("no arm yet")));
    }

    @Test
    void aDayThatHasBegunForTheReaderAndNotAtTheSiteIsTheSitesToday() {
        Instant evening = Instant.parse("2026-11-21T20:00:00Z");
        CommandContext far = HotCrt.context(READER, evening, evening.atZone(ZoneOffset.ofHours(13)));

        given(readAssigned())
                .when(ask(
                        ReportReadUnblinding.class,
                        far,
                        READ,
                        new ReportReadUnblinding.Body("document", TODAY.plusDays(1), "a letter in the archive")))
                .thenRecorded(event(1, TODAY));
    }

    // ---- what is refused

    @Test
    void aReadThatTheCallerNeverHadIsNoReadWhoseverItIs() {
        List<TrialEvent> another = and(readAssigned(), SECOND, new ReadAssigned(STUDY, OTHER_READ, OTHER.id()));

        given(another).when(report(READER, OTHER_READ, TODAY)).thenRefused("no-such-read", Map.of());
        given(another).when(report(OTHER, READ, TODAY)).thenRefused("no-such-read", Map.of());
        given(readRegistered()).when(report(READER, READ, TODAY)).thenRefused("no-such-read", Map.of());
        given(another).when(report(READER, new ReadCode("R-99999999"), TODAY)).thenRefused("no-such-read", Map.of());
        given().when(report(READER, READ, TODAY)).thenRefused("no-such-read", Map.of());
    }

    @Test
    void aReadThatIsNotTheCallersIsNoReadWhateverElseIsWrong() {
        Asked<?, ?> wrong = ask(
                ReportReadUnblinding.class,
                by(OTHER),
                READ,
                new ReportReadUnblinding.Body("curiosity", TODAY.plusDays(9), "why"));
        given(readAssigned()).when(wrong).thenRefused("no-such-read", Map.of());
    }

    @ParameterizedTest
    @MethodSource("whateverHasBecomeOfTheSubject")
    void theReasonAndTheDayAreAskedForWithoutTheSubject(List<TrialEvent> history) {
        assertThat(given(history)
                        .when(ask(
                                ReportReadUnblinding.class,
                                by(READER),
                                READ,
                                new ReportReadUnblinding.Body("curiosity", TODAY, "why")))
                        .refusal()
                        .evidence())
                .containsOnlyKeys("kind", "known");
        given(history)
                .when(report(READER, READ, TODAY.plusDays(2)))
                .thenRefused(
                        "in-the-future",
                        Map.of(
                                "date",
                                TODAY.plusDays(2).toString(),
                                "today",
                                LocalDate.ofInstant(NOW, ZoneOffset.ofHours(14)).toString()));
        assertThat(given(history)
                        .when(report(READER, READ, TODAY.minusYears(11)))
                        .refusal()
                        .name())
                .isEqualTo("too-long-ago");
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        ReportReadUnblinding.Body body = new ReportReadUnblinding.Body("document", IMPLANTED, "a letter");
        return List.of(example(ReportReadUnblinding.class, by(READER), READ, body, readAssigned())
                .on(trial -> trial.readAssigned("01"))
                .wrong("reason", "curiosity", 422, "unknown-code")
                .wrong("on", "2126-03-05", 422, "in-the-future")
                .wrong("on", "1999-03-05", 422, "too-long-ago")
                .wrong("on", "2026-02-30", 400, "wrong-type")
                .wrong("recipient", "R. Reuter", 400, "unknown-field")
                .wrong("note", ActExample.TOO_LONG, 400, "invalid-field")
                .wrong("note", "", 400, "invalid-field")
                .refused("no-such-read", readRegistered()));
    }
}
