package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.SealedContent;

/// One event of each kind, and who counts it: the coordinator, the investigator, the coordinator of another site, the
/// reader it names, another reader.
class WhoCountsWhatTest {

    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final SiteId SITE = new SiteId("01");
    private static final SubjectId SUBJECT = new SubjectId("01-001");
    private static final ReadCode READ = new ReadCode("R-00000001");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private static final List<Audience> ALL = List.of(
            new Audience.SiteStaff(SITE, true),
            new Audience.SiteStaff(SITE, false),
            new Audience.SiteStaff(new SiteId("02"), true),
            new Audience.Reader("reader-1"),
            new Audience.Reader("reader-2"));

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of("11111", new StudyEvent.StudyLocked(STUDY, "done")),
                Arguments.of("11000", new StudyEvent.EnvelopesIssued(STUDY, SITE, 1, List.of(SUBJECT))),
                Arguments.of("11000", new StudyEvent.SiteOpened(STUDY, SITE, "First", "Europe/Berlin")),
                Arguments.of("00000", new StudyEvent.AllocationAccessed(STUDY, "unblinded-subject", List.of(SUBJECT))),
                Arguments.of("11000", new SubjectEvent.ConsentSigned(STUDY, SUBJECT, SITE, DAY, "3")),
                Arguments.of(
                        "01000",
                        new SubjectEvent.CrossoverApproved(STUDY, SUBJECT, SITE, 1, "somebody", Sealed.of("yes"))),
                Arguments.of("11000", refused("randomize")),
                Arguments.of("01000", refused("request-crossover")),
                Arguments.of(
                        "11000",
                        new ReadingEvent.ReadRegistered(
                                STUDY, READ, SUBJECT, SITE, "month-6", "ecg", "archive/1", "22".repeat(32))),
                Arguments.of(
                        "11000",
                        new ReadingEvent.RecordingTakenBack(
                                STUDY, READ, SUBJECT, SITE, "month-6", "ecg", Sealed.of("another's"))),
                Arguments.of(
                        "00000",
                        new ReadingEvent.FurtherReadRegistered(
                                STUDY, new ReadCode("R-00000002"), READ, "ecg", "adjudication")),
                Arguments.of(
                        "00000",
                        new ReadingEvent.MediaAttached(STUDY, READ, "77".repeat(32), "application/dicom", 4711)),
                Arguments.of("00010", new ReadingEvent.ReadAssigned(STUDY, READ, "reader-1")),
                Arguments.of("00010", new ReadingEvent.ReadReleased(STUDY, READ, "reader-1", "on leave")),
                Arguments.of(
                        "00001",
                        new ReadingEvent.ReadSubmitted(
                                STUDY,
                                READ,
                                "reader-2",
                                Map.of(),
                                "poor-quality",
                                Sealed.of(new ArmGuess(null, null)),
                                null)));
    }

    private static TrialEvent refused(String act) {
        return new ActRefused(
                STUDY, act, SUBJECT, "some-rule", "some rule", Map.of(), Sealed.of(Map.of()), act.equals("randomize"));
    }

    @ParameterizedTest(name = "{1} is counted by {0}")
    @MethodSource("events")
    void anEventIsCountedByThoseWhoseItIs(String by, TrialEvent event) {
        StringBuilder counted = new StringBuilder();
        ALL.forEach(audience -> counted.append(audience.counts(event) ? 1 : 0));

        assertThat(counted.toString()).isEqualTo(by);
        assertThat(new Audience.Everybody().counts(event)).isTrue();
    }

    @Test
    void anAudienceIsTheCallers() {
        assertThat(Audience.of(PermissionTableTest.somebody(Role.COORDINATOR)))
                .isEqualTo(new Audience.SiteStaff(SITE, true));
        assertThat(Audience.of(
                        PermissionTableTest.somebody(Role.IMPLANTER).knowing(role -> Set.of(SealedContent.ALLOCATION))))
                .isEqualTo(new Audience.SiteStaff(SITE, false));
        assertThat(Audience.of(PermissionTableTest.somebody(Role.READER))).isEqualTo(new Audience.Reader("somebody"));
        assertThat(Audience.of(PermissionTableTest.somebody(Role.MONITOR))).isEqualTo(new Audience.Everybody());
    }
}
