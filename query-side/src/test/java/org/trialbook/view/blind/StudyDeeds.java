package org.trialbook.view.blind;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ArmCode;
import org.trialbook.event.DataCutNamed;
import org.trialbook.event.DictionaryEvent;
import org.trialbook.event.DocumentEvent;
import org.trialbook.event.KitEvent;
import org.trialbook.event.ListEvent;
import org.trialbook.event.NormalRangeSet;
import org.trialbook.event.SavedList;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.UrgentVersionEvent;
import org.trialbook.event.VerificationSampleDrawn;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.Story;

/// What concerns the whole study.
final class StudyDeeds {

    private final GeneratedTrial trial;
    private final Map<String, List<String>> stock = new TreeMap<>();

    StudyDeeds(GeneratedTrial trial) {
        this.trial = trial;
    }

    void begin() {
        trial.done(People.central(Role.DATA_MANAGER), trial.amendments.publish(1));
        trial.done(
                People.central(Role.SPONSOR),
                new StudyEvent.SeedShareCommitted(Story.STUDY, "sponsor", "33".repeat(32)));
        trial.done(
                People.central(Role.STATISTICIAN),
                new StudyEvent.SeedShareCommitted(Story.STUDY, "statistician", "44".repeat(32)));
        for (String site : List.of("01", "02")) {
            trial.done(
                    People.central(Role.ADMINISTRATOR),
                    new StudyEvent.SiteOpened(Story.STUDY, new SiteId(site), "Site " + site, "Europe/Berlin"));
        }
        code();
        sayWhatIsNormal();
    }

    /// What a laboratory says before anybody is seen there, whatever anybody is given.
    private void sayWhatIsNormal() {
        for (String site : List.of("01", "02")) {
            trial.done(
                    People.at(Role.COORDINATOR, site),
                    new NormalRangeSet(
                            Story.STUDY,
                            new SiteId(site),
                            "ecg",
                            "heart-rate",
                            NormalRangeSet.RangeGroup.EVERYBODY,
                            "55",
                            "95",
                            "/min",
                            "Laboratory of " + site,
                            LocalDate.of(2026, 1, 5),
                            null));
        }
    }

    /// Terms that nobody here has at hand, as where a bundle is read.
    private void code() {
        trial.done(
                People.central(Role.DATA_MANAGER),
                new DictionaryEvent.DictionaryLoaded(Story.STUDY, "TINY", "1.0", "5a".repeat(32), 3));
    }

    private void cut() {
        trial.done(
                People.central(Role.DATA_MANAGER),
                new DataCutNamed(Story.STUDY, "interim-1", "interim", "for the safety board"));
    }

    /// Drawn by chance from those who are registered, whatever their arms.
    private void drawSample() {
        trial.done(
                People.central(Role.MONITOR),
                new VerificationSampleDrawn(
                        Story.STUDY, "5a".repeat(32), 20, "site", List.of(new SubjectId("01-001"))));
    }

    /// One for everybody, and one for those who may know: of that, nothing is told.
    private void publishDocuments() {
        for (String document : List.of("consent-form", "unblinded-manual")) {
            boolean hidden = DocumentEvent.isForTheUnblinded(document);
            List<DocumentEvent> events = List.of(
                    new DocumentEvent.DocumentPublished(
                            Story.STUDY,
                            document,
                            "1.0",
                            "manual",
                            hidden ? "What is programmed" : "Consent",
                            "5c".repeat(32),
                            hidden ? 4_711 : 52_104),
                    new DocumentEvent.DocumentActivated(
                            Story.STUDY, new SiteId("01"), document, "1.0", LocalDate.of(2026, 3, 2)),
                    new DocumentEvent.DocumentOpened(Story.STUDY, new SiteId("01"), document, "1.0"));
            for (DocumentEvent event : events) {
                EventLine.Actor by = event instanceof DocumentEvent.DocumentOpened
                        ? People.at(hidden ? Role.IMPLANTER : Role.COORDINATOR, "01")
                        : People.central(hidden ? Role.STATISTICIAN : Role.DATA_MANAGER);
                if (hidden) {
                    // How often it is opened is nobody's to count.
                    for (int often = trial.hidden.nextInt(3); often >= 0; often--) {
                        trial.hidden(by, event);
                    }
                } else {
                    trial.done(by, event);
                }
            }
        }
    }

    /// Of those whom the protocol blinds, and of those who may know: of these, nothing is told, and how many they keep
    /// is nobody's to count.
    private void keepLists() {
        SavedList open = new SavedList("Open at ours", "queries", "site=01&status=open", true);
        trial.drawless(
                People.at(Role.COORDINATOR, "01"), new ListEvent.ListSaved(Story.STUDY, new SiteId("01"), open, null));
        trial.drawless(
                People.central(Role.DATA_MANAGER),
                new ListEvent.ListSaved(Story.STUDY, null, new SavedList("Forms", "form-statuses", "", true), null));
        trial.drawless(People.central(Role.DATA_MANAGER), new ListEvent.ListRemoved(Story.STUDY, null, "Forms", null));
        for (int often = trial.later.nextInt(3); often >= 0; often--) {
            String name = "Pacing " + trial.laterSecrets.number(0, 1_000);
            trial.drawless(
                    People.at(Role.IMPLANTER, "01"),
                    new ListEvent.ListSaved(
                            Story.STUDY,
                            new SiteId("01"),
                            null,
                            Sealed.of(new SavedList(name, "unblinded-queries", "status=open", true))));
            trial.drawless(
                    People.at(Role.IMPLANTER, "01"),
                    new ListEvent.ListRemoved(Story.STUDY, new SiteId("01"), null, Sealed.of(name)));
        }
    }

    /// Two amendments while subjects are on their way, between what is recorded and what is corrected of it.
    void amend(int turn) {
        if (turn == 20) {
            cut();
            drawSample();
            publishDocuments();
            keepLists();
        }
        if (turn == 16) {
            trial.done(
                    People.central(Role.SAFETY_BOARD),
                    new StudyEvent.AmendmentApproved(Story.STUDY, "2", "00".repeat(32), "safety-board"));
            trial.done(People.central(Role.DATA_MANAGER), trial.amendments.publish(2));
        }
        if (turn == 20) {
            trial.done(
                    People.central(Role.DATA_MANAGER),
                    new StudyEvent.VersionActivated(
                            Story.STUDY, new SiteId("01"), "2", LocalDate.of(2026, 3, 1), "EC 2026/117"));
        }
        if (turn == 22) {
            trial.done(
                    People.central(Role.DATA_MANAGER),
                    new UrgentVersionEvent.VersionActivatedAtOnce(
                            Story.STUDY, new SiteId("02"), "2", "leads of one lot break"));
        }
        if (turn == 23) {
            trial.done(
                    People.central(Role.DATA_MANAGER),
                    new UrgentVersionEvent.LateApprovalRecorded(
                            Story.STUDY, new SiteId("02"), "2", LocalDate.of(2026, 3, 1), "EC 2026/118"));
        }
        if (turn == 24) {
            trial.done(People.central(Role.DATA_MANAGER), trial.amendments.publish(3));
        }
    }

    /// A site is sent kits. Which is in which, is sealed; their numbers are drawn from what is open.
    void supply() {
        for (String site : List.of("01", "02")) {
            List<String> numbers = new ArrayList<>();
            Map<String, ArmCode> arms = new TreeMap<>();
            for (int kit = 0; kit < 8; kit++) {
                String number = "K%s-%03d".formatted(site, 7 * kit + trial.open.nextInt(7));
                numbers.add(number);
                arms.put(number, trial.secrets.anyArm());
            }
            trial.done(
                    People.central(Role.DATA_MANAGER),
                    new KitEvent.KitsShipped(
                            Story.STUDY, new SiteId(site), 1, "tablets", 4, List.copyOf(numbers), Sealed.of(arms)));
            stock.put(site, numbers);
        }
    }

    /// Whoever is given a kit is given the next number of the site's; it may come back.
    void dispense(SubjectCourse course) {
        List<String> numbers = stock.getOrDefault(course.site.value(), List.of());
        if (course.arm == null || numbers.isEmpty()) {
            return;
        }
        String kit = numbers.removeFirst();
        trial.done(
                People.at(Role.PHARMACIST, course.site.value()),
                new SubjectEvent.KitDispensed(
                        Story.STUDY, course.subject, course.site, "month-3", "tablets", kit, 1, trial.day(20)));
        trial.done(
                course.by(Role.COORDINATOR),
                new KitEvent.KitAccounted(Story.STUDY, course.site, kit, trial.one(List.of("returned", "lost"))));
        trial.hidden(
                People.at(Role.PHARMACIST, course.site.value()),
                new ActRefused(
                        Story.STUDY,
                        "dispense-kit",
                        course.subject,
                        "no-kit-at-hand",
                        "a site gives kits while it has one for whichever arm",
                        new TreeMap<>(),
                        Sealed.of(new TreeMap<>(
                                Map.of("arms", trial.secrets.anyArm().value()))),
                        false));
    }

    /// Whoever is still here comes under the version of the site.
    void move(SubjectCourse course) {
        trial.done(
                course.by(Role.COORDINATOR),
                new SubjectEvent.SubjectMovedToVersion(
                        Story.STUDY, course.subject, course.site, "2", LocalDate.of(2026, 3, 2), "3.0"));
    }

    /// As many are randomized as a cap lets in; whose arms they are, the refusal does not say.
    void cap(SubjectCourse course) {
        trial.done(
                course.by(Role.INVESTIGATOR),
                new ActRefused(
                        Story.STUDY,
                        "randomize",
                        course.subject,
                        trial.one(List.of("site-cap-reached", "stratum-cap-reached")),
                        "as many are randomized as the protocol's caps say",
                        new TreeMap<>(Map.of("most", "20")),
                        Sealed.of(new TreeMap<>()),
                        true));
    }

    /// Somebody unblinded looks at a treatment, how often is withheld; and an envelope is made of it.
    void look(SubjectCourse course) {
        for (int looks = 1 + trial.hidden.nextInt(3); looks > 0; looks--) {
            trial.hidden(
                    People.central(trial.hidden.nextBoolean() ? Role.INSPECTOR : Role.SAFETY_BOARD),
                    new StudyEvent.AllocationAccessed(Story.STUDY, "unblinded-subject", List.of(course.subject)));
        }
        trial.done(
                People.central(Role.STATISTICIAN),
                new StudyEvent.EnvelopesIssued(Story.STUDY, course.site, 1, List.of(course.subject)));
    }

    void rotateKey() {
        trial.done(
                People.central(Role.ADMINISTRATOR),
                new StudyEvent.BlindingKeyRotated(Story.STUDY, "ideal", "ideal-2", "a year has passed"));
        trial.done(
                People.central(Role.ADMINISTRATOR),
                new StudyEvent.KeysPinned(
                        Story.STUDY,
                        "the log's first key",
                        Map.of("ideal", "11".repeat(32), "ideal-2", "22".repeat(32))));
        trial.done(
                People.central(Role.ADMINISTRATOR),
                new StudyEvent.ClockConfirmed(
                        Story.STUDY, Instant.parse("2026-03-09T08:12:44Z"), null, "read from a watch"));
    }

    /// @param unblind whether the study is unblinded at the end: everybody's arm is then in clear
    void end(List<SubjectCourse> courses, boolean unblind) {
        trial.hidden(
                People.central(Role.STATISTICIAN),
                new ActRefused(
                        Story.STUDY,
                        "approve-unblinding",
                        null,
                        "not-locked",
                        "a study is locked before it is unblinded",
                        new TreeMap<>(),
                        Sealed.of(new TreeMap<>(
                                Map.of("arm", trial.secrets.anyArm().value()))),
                        false));
        trial.done(
                People.central(Role.DATA_MANAGER), new StudyEvent.StudyLocked(Story.STUDY, "the last visit is done"));
        trial.done(
                People.central(Role.SAFETY_BOARD),
                new StudyEvent.UnblindingApproved(Story.STUDY, "safety-board", "safety-board"));
        if (unblind) {
            unblind(courses);
        }
    }

    private void unblind(List<SubjectCourse> courses) {
        Map<String, ArmCode> arms = new TreeMap<>();
        for (SubjectCourse course : courses) {
            ArmCode arm = course.arm;
            if (arm != null) {
                arms.put(course.subject.value(), arm);
            }
        }
        trial.done(
                People.central(Role.STATISTICIAN),
                new StudyEvent.UnblindingApproved(Story.STUDY, "statistician", "statistician"));
        trial.done(
                People.central(Role.STATISTICIAN),
                new StudyEvent.StudyUnblinded(Story.STUDY, List.of("safety-board", "statistician"), arms.size()));
        trial.done(People.central(Role.STATISTICIAN), new StudyEvent.AllocationDisclosed(Story.STUDY, arms));
        trial.done(
                People.central(Role.STATISTICIAN),
                new StudyEvent.SeedRevealed(Story.STUDY, "55".repeat(32), "66".repeat(32)));
        trial.done(
                People.central(Role.STATISTICIAN),
                new StudyEvent.PreparedListRevealed(Story.STUDY, "77".repeat(32), 1, 1, "a list"));
    }
}
