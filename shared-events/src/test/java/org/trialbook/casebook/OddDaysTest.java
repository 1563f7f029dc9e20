package org.trialbook.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ImplantAttemptVersion1;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.Age;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;

class OddDaysTest {

    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final SubjectId SUBJECT = new SubjectId("01-001");
    private static final SiteId SITE = new SiteId("01");
    private static final LocalDate IMPLANTED = LocalDate.of(2026, 3, 9);
    private static final Protocol PROTOCOL = ProtocolFile.read("p", file());

    private static final SubjectEvent REGISTERED =
            new SubjectRegistered(STUDY, SUBJECT, SITE, LocalDate.of(2026, 3, 2), 1955, "female");
    private static final SubjectEvent RANDOMIZED = new SubjectRandomized(
            STUDY, SUBJECT, SITE, LocalDate.of(2026, 3, 5), "site=01", 1, Sealed.of(new ArmCode("CSP")));
    private static final SubjectEvent ATTEMPTED = attempt(1, IMPLANTED);

    @Test
    void aCourseAsItShouldBeHasNoMark() {
        assertThat(marks(
                        REGISTERED,
                        eligible("70"),
                        RANDOMIZED,
                        form("pre-implant", "echo", IMPLANTED.minusDays(4)),
                        done("pre-implant", IMPLANTED.minusDays(5)),
                        ATTEMPTED,
                        done("implant", IMPLANTED),
                        form("month-6", "nyha", IMPLANTED.plusDays(180)),
                        done("month-6", IMPLANTED.plusDays(183)),
                        clinical(IMPLANTED.plusDays(91), "2026-05-01")))
                .isEmpty();
    }

    @Test
    void aBaselineEchoThreeMonthsAfterTheImplant() {
        assertThat(rules(REGISTERED, ATTEMPTED, form("pre-implant", "echo", IMPLANTED.plusDays(91))))
                .containsExactly("out-of-sequence pre-implant/echo");
        assertThat(marks(REGISTERED, ATTEMPTED, form("pre-implant", "echo", IMPLANTED.plusDays(91)))
                        .getFirst()
                        .detail())
                .contains("implant of 2026-03-09")
                .contains("2026-06-08");
        assertThat(rules(REGISTERED, ATTEMPTED, form("pre-implant", "echo", IMPLANTED)))
                .isEmpty();
        assertThat(rules(REGISTERED, form("pre-implant", "echo", IMPLANTED.plusDays(91))))
                .isEmpty();
    }

    @Test
    void aFormAwayFromItsVisitOrOutsideItsWindow() {
        LocalDate target = IMPLANTED.plusDays(183);
        assertThat(rules(REGISTERED, ATTEMPTED, done("month-6", target), form("month-6", "nyha", target.plusDays(7))))
                .isEmpty();
        assertThat(rules(REGISTERED, ATTEMPTED, done("month-6", target), form("month-6", "nyha", target.minusDays(8))))
                .containsExactly("form-away-from-its-visit month-6/nyha");
        assertThat(rules(REGISTERED, ATTEMPTED, form("month-6", "nyha", target.plusDays(31))))
                .containsExactly("form-outside-the-window month-6/nyha");
        assertThat(rules(REGISTERED, ATTEMPTED, form("month-6", "nyha", target.plusDays(30))))
                .isEmpty();
    }

    /// What is refused today, and stands in the logs of earlier programs.
    @Test
    void whatIsImpossibleIsMarkedWhereAnOldLogHoldsIt() {
        assertThat(rules(REGISTERED, ATTEMPTED, form("month-6", "nyha", IMPLANTED.minusDays(1))))
                .contains("before-what-it-is-counted-from month-6/nyha");
        assertThat(rules(REGISTERED, ATTEMPTED, done("month-6", IMPLANTED.minusDays(1))))
                .containsExactly("before-what-it-is-counted-from month-6/null");
        assertThat(rules(
                        REGISTERED,
                        ATTEMPTED,
                        new VisitMissed(STUDY, SUBJECT, SITE, "month-6", "no-show", null),
                        form("month-6", "nyha", IMPLANTED.plusDays(183))))
                .containsExactly("form-of-a-missed-visit month-6/nyha");
        assertThat(rules(REGISTERED, eligible("5"))).containsExactly("age-off-the-birth-year null/null");
    }

    @ParameterizedTest(name = "{0} years old in March 2026, born in 1955: {1} off")
    @CsvSource({"72, 1", "71, 0", "70, 0", "69, -1", "75.5, 4", "5, -65"})
    void anAgeAgainstTheBirthYear(String age, int off) {
        assertThat(Age.yearsOff(new ItemValue(age, "a"), 1955, IMPLANTED)).contains(off);
        assertThat(rules(REGISTERED, eligible(age)).size()).isEqualTo(off == 0 ? 0 : 1);
    }

    @Test
    void aDateAfterItsFormOrBeforeTheBirth() {
        assertThat(rules(REGISTERED, ATTEMPTED, clinical(IMPLANTED.plusDays(91), "2026-06-09")))
                .containsExactly("date-after-its-form month-3/clinical");
        assertThat(rules(REGISTERED, ATTEMPTED, clinical(IMPLANTED.plusDays(91), "1954-12-31")))
                .containsExactly("date-before-the-birth month-3/clinical");
    }

    @Test
    void aCorrectionTakesTheMarkAway() {
        SubjectEvent corrected = new ValueCorrected(
                STUDY,
                SUBJECT,
                SITE,
                "month-3",
                "clinical",
                new Correction("admission-date", ItemValue.of("2027-06-01"), ItemValue.of("2026-06-01"), "(sealed)"),
                null);
        assertThat(rules(REGISTERED, ATTEMPTED, clinical(IMPLANTED.plusDays(91), "2027-06-01"), corrected))
                .isEmpty();
    }

    @Test
    void whatIsDatedAfterTheWithdrawal() {
        SubjectEvent withdrawn = new SubjectDiscontinued(
                STUDY, SUBJECT, SITE, IMPLANTED.plusDays(100), "consent-withdrawn", Sealed.of(""));
        assertThat(rules(REGISTERED, ATTEMPTED, done("month-6", IMPLANTED.plusDays(183)), withdrawn))
                .containsExactly("after-the-withdrawal month-6/null");
    }

    /// What is sealed or withheld from the blinded moves no mark: further attempts, and the answers of a sealed item.
    @Test
    void nothingSealedOrWithheldMovesAMark() {
        SubjectEvent baseline = form("pre-implant", "echo", IMPLANTED.plusDays(91));
        List<OddDays.Mark> shown = marks(REGISTERED, ATTEMPTED, baseline);

        assertThat(marks(
                        REGISTERED,
                        ATTEMPTED,
                        attempt(2, IMPLANTED.minusDays(30)),
                        attempt(3, IMPLANTED.plusDays(99)),
                        baseline))
                .isEqualTo(shown);
        SubjectEvent sealed = new AssessmentRecorded(
                STUDY,
                SUBJECT,
                SITE,
                "month-3",
                "clinical",
                IMPLANTED.plusDays(91),
                Map.of(),
                Sealed.of(Map.of("admission-date", ItemValue.of("2099-01-01"))));
        assertThat(marks(REGISTERED, ATTEMPTED, sealed)).isEmpty();
    }

    private static List<String> rules(SubjectEvent... events) {
        return marks(events).stream()
                .map(mark -> "%s %s/%s".formatted(mark.rule(), mark.visit(), mark.form()))
                .toList();
    }

    private static List<OddDays.Mark> marks(SubjectEvent... events) {
        SubjectProgress progress = SubjectProgress.NONE;
        VisitDates visits = VisitDates.NONE;
        DatedAnswers answers = DatedAnswers.NONE;
        for (SubjectEvent event : events) {
            progress = progress.after(event);
            visits = visits.after(event);
            answers = answers.after(event);
        }
        return OddDays.of(progress, visits, answers, PROTOCOL);
    }

    private static SubjectEvent attempt(int number, LocalDate on) {
        return new ImplantAttempted(
                STUDY,
                SUBJECT,
                SITE,
                on,
                number,
                Sealed.of(new ImplantAttemptVersion1(
                                "his", "his-distal", true, null, null, null, null, null, null, "", "")
                        .converted()));
    }

    private static SubjectEvent eligible(String age) {
        return new EligibilityConfirmed(
                STUDY, SUBJECT, SITE, LocalDate.of(2026, 3, 4), Map.of("age", new ItemValue(age, "a")), Map.of());
    }

    private static SubjectEvent done(String visit, LocalDate on) {
        return new VisitDone(STUDY, SUBJECT, SITE, visit, on, null, 0);
    }

    private static SubjectEvent form(String visit, String form, LocalDate on) {
        return new AssessmentRecorded(STUDY, SUBJECT, SITE, visit, form, on, Map.of(), null);
    }

    private static SubjectEvent clinical(LocalDate on, String admission) {
        return new AssessmentRecorded(
                STUDY,
                SUBJECT,
                SITE,
                "month-3",
                "clinical",
                on,
                Map.of("admission-date", ItemValue.of(admission)),
                null);
    }

    private static String file() {
        try {
            return Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
