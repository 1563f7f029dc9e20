package org.trialbook.view.unblinded.allocationaccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.*;
import static org.trialbook.view.unblinded.allocationaccess.AllocationAccessProjection.ACCESSES;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.blind.Deed;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.projection.Folding;
import org.trialbook.view.projection.Story;
import org.trialbook.view.projection.Versioned;
import org.trialbook.view.unblinded.OpenedEvents;

/// Who could have known a subject's arm.
class AllocationAccessFoldTest {

    private static final EventLine.Actor IMPLANTER = new EventLine.Actor("implanter@01", "Per", "implanter", "01");
    private static final EventLine.Actor INVESTIGATOR = new EventLine.Actor("inv@01", "Ines", "investigator", "01");
    private static final EventLine.Actor COORDINATOR = new EventLine.Actor("coord@01", "Carla", "coordinator", "01");
    private static final EventLine.Actor STATISTICIAN = new EventLine.Actor("stat", "Stina", "statistician", null);

    private final Story story =
            new Story().then(registered("01-001"), COORDINATOR).then(randomized("01-001", 1, "BVP"), COORDINATOR);

    private Map<String, AllocationAccessView> views() {
        Map<String, AllocationAccessView> views = new TreeMap<>();
        for (Map.Entry<String, Versioned<AllocationAccessView>> entry : Folding.fold(
                        ACCESSES, story.events(0, story.size(), new OpenedEvents(story.key())))
                .entrySet()) {
            views.put(entry.getKey(), entry.getValue().view());
        }
        return views;
    }

    private List<String> known(String subject) {
        AllocationAccessView view = views().get(subject);
        return view == null
                ? List.of()
                : view.known().values().stream()
                        .map(known -> (known.account() == null ? known.name() : known.account()) + ": " + known.means()
                                + " x" + known.times())
                        .sorted()
                        .toList();
    }

    private static SubjectEvent.SubjectUnblinded unblinded(int number, String kind) {
        return new SubjectEvent.SubjectUnblinded(
                Story.STUDY,
                new SubjectId("01-001"),
                new SiteId("01"),
                number,
                kind,
                "other",
                "Dr. Noether",
                kind.equals("code-break") ? 1 : null,
                LocalDate.of(2026, 3, 9),
                Sealed.of("why"));
    }

    private static TrialEvent exposed(String view, String... subjects) {
        return new StudyEvent.AllocationAccessed(
                Story.STUDY, view, Stream.of(subjects).map(SubjectId::new).toList());
    }

    @Test
    void whoRandomizesIsShownNothing() {
        assertThat(known("01-001")).isEmpty();
    }

    @Test
    void whoRecordsWhatOnlySomebodyWhoKnowsCanRecordKnows() {
        story.then(tried("01-001", 1, "coronary-sinus", "phrenic-capture"), IMPLANTER)
                .then(tried("01-001", 2, "coronary-sinus", "phrenic-capture"), IMPLANTER)
                .then(asked("01-001", 1, "BVP", "CSP", "phrenic-capture"), IMPLANTER)
                .then(denied("01-001", 1), INVESTIGATOR)
                .then(asked("01-001", 2, "BVP", "CSP", "phrenic-capture"), IMPLANTER)
                .then(approved("01-001", 2), INVESTIGATOR)
                .then(assessed("01-001", "month-6", "ecg", "biventricular"), INVESTIGATOR)
                .then(correctedRevealing("01-001", "paced-capture", "biventricular", "left-septal"), INVESTIGATOR)
                .then(corrected("01-001", "qrs-duration", "16", "160"), COORDINATOR)
                .then(visited("01-001", "discharge", DAY, 0), COORDINATOR);

        assertThat(known("01-001"))
                .containsExactly(
                        "implanter@01: recorded-implant-attempt x2",
                        "implanter@01: requested-crossover x2",
                        "inv@01: approved-crossover x1",
                        "inv@01: corrected-revealing-form x1",
                        "inv@01: denied-crossover x1",
                        "inv@01: recorded-revealing-form x1");
    }

    /// Where subjects are randomized after the implant, nobody could know an arm by it; by a revision afterwards
    /// they could.
    @Test
    void whoImplantsBeforeTheAllocationKnowsNothingByIt() {
        story.then(registered("01-002"), COORDINATOR)
                .then(tried("01-002", 1, "coronary-sinus", "phrenic-capture"), IMPLANTER)
                .then(tried("01-002", 2, "coronary-sinus", null), IMPLANTER)
                .then(randomized("01-002", 2, "CSP"), COORDINATOR);

        assertThat(known("01-002")).isEmpty();

        story.then(tried("01-002", 3, "coronary-sinus", null), IMPLANTER);

        assertThat(known("01-002")).containsExactly("implanter@01: recorded-implant-attempt x1");
    }

    @Test
    void aRefusalThatToldTheArmCounts() {
        story.then(refused("request-crossover", "01-001", "BVP"), IMPLANTER);
        assertThat(known("01-001")).containsExactly("implanter@01: refused-request-crossover x1");
    }

    @Test
    void whoIsToldKnowsAndWhoReportsAnAccidentNeedNot() {
        story.then(unblinded(1, "emergency"), INVESTIGATOR)
                .then(unblinded(2, "code-break"), INVESTIGATOR)
                .then(unblinded(3, "inadvertent"), COORDINATOR);

        assertThat(known("01-001"))
                .containsExactly(
                        "Dr. Noether: code-break-unblinding x1",
                        "Dr. Noether: emergency-unblinding x1",
                        "Dr. Noether: inadvertent-unblinding x1",
                        "inv@01: emergency-unblinding x1");
        AllocationAccessView.Known told = Objects.requireNonNull(
                Objects.requireNonNull(views().get("01-001")).known().get("recipient 2"));
        assertThat(told.on()).isEqualTo("2026-03-09");
        assertThat(told.position()).isEqualTo(3);
        assertThat(told.since()).isEqualTo(Story.START.plusSeconds(3));
    }

    @Test
    void aReaderWhoTellsOfAnUnblindingHasLearnedTheArm() {
        story.then(unblinded(1, "inadvertent"), new EventLine.Actor("reader-1", "Rosa", "reader", null));

        assertThat(known("01-001"))
                .containsExactly("Dr. Noether: inadvertent-unblinding x1", "reader-1: inadvertent-unblinding x1");
    }

    @Test
    void whoWasShownSomethingKnowsSinceTheFirstTime() {
        story.then(exposed("unblinded-allocation", "01-001", "02-001"), STATISTICIAN)
                .then(exposed("unblinded-allocation", "01-001"), STATISTICIAN)
                .then(exposed("unblinded-predictability"), STATISTICIAN);

        assertThat(known("01-001")).containsExactly("stat: unblinded-allocation x2");
        assertThat(known("02-001")).containsExactly("stat: unblinded-allocation x1");
        assertThat(known(AllocationAccessProjection.FIGURES)).containsExactly("stat: unblinded-predictability x1");
        AllocationAccessView.Known known = Objects.requireNonNull(views().get("01-001"))
                .known()
                .values()
                .iterator()
                .next();
        assertThat(known.position()).isEqualTo(2);
        assertThat(known.since()).isEqualTo(Story.START.plusSeconds(2));
        assertThat(known.last()).isEqualTo(Story.START.plusSeconds(3));
    }

    /// The fold passes over what it doesn't name. Whoever records of a subject what the blinded are not told knows it.
    @Test
    void whoeverRecordsWhatIsWithheldIsSaidToKnow() {
        List<SubjectEvent> withheld = GeneratedTrial.pair(1, 8, GeneratedTrial.Differing.WITHHELD).one().stream()
                .map(Deed::event)
                .filter(event -> !BlindingPolicy.toBlinded(event))
                .filter(SubjectEvent.class::isInstance)
                .map(SubjectEvent.class::cast)
                .toList();

        assertThat(withheld.stream().map(Object::getClass).distinct()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(withheld)
                .allSatisfy(event -> assertThat(ACCESSES.ids(event))
                        .containsExactly(event.subject().value()));
    }

    @Test
    void onceTheStudyIsUnblindedEverybodyMayKnow() {
        story.then(new StudyEvent.AllocationDisclosed(Story.STUDY, Map.of("01-001", new ArmCode("BVP"))), STATISTICIAN);
        assertThat(known("01-001")).containsExactly("everybody: study-unblinded x1");
    }
}
