package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.VisitStates;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.ImplantAttemptVersion1;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.VisitWindow;
import org.trialbook.ledger.Sha256;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.protocol.Visit;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.ShuffleKey;
import org.trialbook.trial.visit.RecordVisit;
import org.trialbook.view.course.SubjectProjection;
import org.trialbook.view.course.SubjectView;
import org.trialbook.view.matrix.MatrixRow;
import org.trialbook.view.projection.ProjectedEvent;

/// What a decision writes about a visit's window is what the matrix had announced, for subjects with any number of
/// implant attempts on any days.
class DecisionsAndViewsAgreeOnWindowsTest {

    private static final int SUBJECTS = 500;
    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final SubjectId SUBJECT = new SubjectId("01-001");
    private static final SiteId SITE = SUBJECT.site();
    private static final Instant NOW = Instant.parse("2028-11-21T10:00:00Z");
    private static final LocalDate START = LocalDate.of(2026, 3, 2);
    private static final Caller COORDINATOR = new Caller("coordinator@01", "Carla Costa", Role.COORDINATOR, SITE);

    @Test
    void theMatrixAnnouncesTheWindowThatIsRecorded() throws IOException {
        List<String> files = List.of("hot-crt", "miracle", "imaging-guided-lv-lead");
        int compared = 0;
        for (int seed = 0; seed < SUBJECTS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String yaml = Files.readString(Path.of("..", "protocols", files.get(seed % files.size()) + ".yaml"));
            Protocol protocol = ProtocolFile.read("protocol", yaml);
            List<TrialEvent> history = history(yaml, random::nextInt);
            LocalDate day = START.plusDays(random.nextInt(800));
            for (Visit visit : protocol.visits()) {
                String what = "seed %d, %s of %s on %s".formatted(seed, visit.code(), protocol.study(), day);
                compared += agree(what, protocol, visit, history, day);
            }
        }
        assertThat(compared).isGreaterThan(SUBJECTS);
    }

    /// @return 1 when the visit had a window
    private static int agree(String what, Protocol protocol, Visit visit, List<TrialEvent> history, LocalDate day) {
        MatrixRow.Cell announced = cell(protocol, visit, history, day);
        Outcome outcome = decided(visit, history, day);
        if (!(outcome instanceof Outcome.Recorded(List<TrialEvent> events, var _, var _))) {
            Refusal refusal = ((Outcome.Refused) outcome).refusal();
            // A day before what the visit is counted from is none on which it can have taken place.
            assertThat(announced.status())
                    .as(what)
                    .isEqualTo(refusal.name().equals("too-early") ? "upcoming" : "not-scheduled");
            return 0;
        }
        VisitDone done = (VisitDone) events.getFirst();
        VisitWindow window = done.window();
        if (window == null) {
            assertThat(announced.target()).as(what).isNull();
            return 0;
        }
        assertThat(announced.target()).as(what).isEqualTo(window.target());
        assertThat(announced.status())
                .as(what)
                .isEqualTo(done.daysOutside() < 0 ? "upcoming" : done.daysOutside() == 0 ? "due" : "overdue");
        assertThat(announced.daysOutside()).as(what).isEqualTo(Math.max(done.daysOutside(), 0));
        List<TrialEvent> after = new ArrayList<>(history);
        after.add(done);
        assertThat(cell(protocol, visit, after, day).target()).as(what).isEqualTo(window.target());
        return 1;
    }

    private static MatrixRow.Cell cell(Protocol protocol, Visit visit, List<TrialEvent> history, LocalDate day) {
        SubjectView view = SubjectProjection.SUBJECTS.initial(SUBJECT.value());
        for (TrialEvent event : history) {
            view = SubjectProjection.SUBJECTS.apply(view, new ProjectedEvent(0, "e", NOW, null, null, null, event));
        }
        return MatrixRow.of(view, protocol, day).visits().stream()
                .filter(cell -> cell.visit().equals(visit.code()))
                .findFirst()
                .orElseThrow();
    }

    private static Outcome decided(Visit visit, List<TrialEvent> history, LocalDate day) {
        RecordVisit act = new RecordVisit();
        CommandContext context = new CommandContext(
                STUDY,
                COORDINATOR,
                NOW,
                ZonedDateTime.of(day, LocalTime.NOON, ZoneOffset.UTC),
                "c" + "0".repeat(32),
                "00".repeat(32),
                new ShuffleKey("1"));
        var command = new Command<>(context, SUBJECT, new RecordVisit.Body(visit.code(), day));
        VisitStates visits = act.initial(command);
        for (TrialEvent event : history) {
            visits.apply(new org.trialbook.casebook.RecordedEvent(event, 0, Sha256.leaf(new byte[0]), NOW, null, null));
        }
        return act.decide(command, visits);
    }

    /// As far as chance takes the subject; with attempts in no order of days.
    private static List<TrialEvent> history(String yaml, IntUnaryOperator below) {
        List<TrialEvent> history = new ArrayList<>();
        history.add(new ProtocolPublished(STUDY, "1", "0".repeat(64), yaml));
        history.add(new SiteOpened(STUDY, SITE, "First", "Europe/Berlin"));
        history.add(new SubjectEvent.SubjectRegistered(STUDY, SUBJECT, SITE, START, 1956, "female"));
        history.add(new SubjectEvent.ConsentSigned(STUDY, SUBJECT, SITE, START, "2"));
        history.add(new SubjectEvent.EligibilityConfirmed(STUDY, SUBJECT, SITE, START, Map.of(), Map.of()));
        if (below.applyAsInt(5) > 0) {
            history.add(new SubjectEvent.SubjectRandomized(
                    STUDY,
                    SUBJECT,
                    SITE,
                    START.plusDays(below.applyAsInt(30)),
                    "site=01",
                    1,
                    Sealed.of(new ArmCode("CSP"))));
        }
        int attempts = below.applyAsInt(4);
        for (int attempt = 1; attempt <= attempts; attempt++) {
            history.add(new SubjectEvent.ImplantAttempted(
                    STUDY, SUBJECT, SITE, START.plusDays(below.applyAsInt(120)), attempt, Sealed.of(detail())));
        }
        return history;
    }

    private static ImplantAttempt detail() {
        return new ImplantAttemptVersion1("his", "his-distal", true, null, null, null, null, null, null, "", "")
                .converted();
    }
}
