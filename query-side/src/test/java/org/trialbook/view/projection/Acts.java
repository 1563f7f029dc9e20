package org.trialbook.view.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ActRefusedVersion1;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.Correction;
import org.trialbook.event.Crossover;
import org.trialbook.event.FormEvent;
import org.trialbook.event.ImplantAttemptVersion1;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.VisitWindow;

/// Events in a few words, for stories.
public final class Acts {

    public static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private Acts() {}

    public static TrialEvent opened(String site) {
        return new StudyEvent.SiteOpened(Story.STUDY, new SiteId(site), "Site " + site, "Europe/Berlin");
    }

    public static TrialEvent registered(String subject) {
        return new SubjectEvent.SubjectRegistered(Story.STUDY, id(subject), site(subject), DAY, 1956, "female");
    }

    public static TrialEvent consented(String subject) {
        return new SubjectEvent.ConsentSigned(Story.STUDY, id(subject), site(subject), DAY, "3");
    }

    public static TrialEvent eligible(String subject) {
        return new SubjectEvent.EligibilityConfirmed(
                Story.STUDY,
                id(subject),
                site(subject),
                DAY,
                new TreeMap<>(Map.of("age", new ItemValue("70", "a"))),
                new TreeMap<>(Map.of("aetiology", "ischaemic")));
    }

    public static TrialEvent notEligible(String subject, String... criteria) {
        return new SubjectEvent.ScreenFailed(
                Story.STUDY,
                id(subject),
                site(subject),
                DAY,
                new TreeMap<>(Map.of("age", new ItemValue("17", "a"))),
                List.of(criteria));
    }

    public static TrialEvent randomized(String subject, int number, String arm) {
        return new SubjectEvent.SubjectRandomized(
                Story.STUDY,
                id(subject),
                site(subject),
                DAY,
                "aetiology=ischaemic;site=" + site(subject),
                number,
                Sealed.of(new ArmCode(arm)));
    }

    public static TrialEvent tried(String subject, int attempt, String lead, @Nullable String failure) {
        return tried(subject, attempt, lead, failure, DAY.plusDays(attempt));
    }

    public static TrialEvent tried(String subject, int attempt, String lead, @Nullable String failure, LocalDate day) {
        return new SubjectEvent.ImplantAttempted(
                Story.STUDY,
                id(subject),
                site(subject),
                day,
                attempt,
                Sealed.of(new ImplantAttemptVersion1(
                                lead,
                                "somewhere",
                                failure == null,
                                failure,
                                160,
                                118,
                                new BigDecimal("0.75"),
                                new BigDecimal("0.4"),
                                false,
                                "venoplasty",
                                "note of " + lead)
                        .converted()));
    }

    public static TrialEvent asked(String subject, int crossover, String from, String to, String reason) {
        return new SubjectEvent.CrossoverRequested(
                Story.STUDY,
                id(subject),
                site(subject),
                crossover,
                "u-implanter",
                Sealed.of(new Crossover(new ArmCode(from), new ArmCode(to), reason, "because of " + reason)));
    }

    public static TrialEvent approved(String subject, int crossover) {
        return new SubjectEvent.CrossoverApproved(
                Story.STUDY, id(subject), site(subject), crossover, "u-investigator", Sealed.of("agreed"));
    }

    public static TrialEvent denied(String subject, int crossover) {
        return new SubjectEvent.CrossoverDenied(
                Story.STUDY, id(subject), site(subject), crossover, "u-investigator", Sealed.of("not yet"));
    }

    public static TrialEvent visited(String subject, String visit, LocalDate day, int daysOutside) {
        return new SubjectEvent.VisitDone(
                Story.STUDY,
                id(subject),
                site(subject),
                visit,
                day,
                new VisitWindow(day.minusDays(4), day, day.plusDays(4)),
                daysOutside);
    }

    public static TrialEvent missed(String subject, String visit, String reason) {
        return new SubjectEvent.VisitMissed(Story.STUDY, id(subject), site(subject), visit, reason, null);
    }

    public static TrialEvent assessed(String subject, String visit, String form, @Nullable String revealing) {
        return new FormEvent.AssessmentRecorded(
                Story.STUDY,
                id(subject),
                site(subject),
                visit,
                form,
                DAY,
                new TreeMap<>(Map.of("qrs-duration", new ItemValue("160", "ms"))),
                revealing == null ? null : Sealed.of(new TreeMap<>(Map.of("paced-capture", ItemValue.of(revealing)))));
    }

    public static TrialEvent corrected(String subject, String item, String from, String to) {
        return new FormEvent.ValueCorrected(
                Story.STUDY,
                id(subject),
                site(subject),
                "pre-implant",
                "ecg",
                new Correction(item, new ItemValue(from, "ms"), new ItemValue(to, "ms"), "typed wrongly"),
                null);
    }

    public static TrialEvent correctedRevealing(String subject, String item, String from, String to) {
        return new FormEvent.ValueCorrected(
                Story.STUDY,
                id(subject),
                site(subject),
                "pre-implant",
                "ecg",
                null,
                Sealed.of(new Correction(item, ItemValue.of(from), ItemValue.of(to), "typed wrongly")));
    }

    public static TrialEvent withdrawn(String subject, String reason) {
        return new SubjectEvent.SubjectDiscontinued(
                Story.STUDY, id(subject), site(subject), DAY.plusDays(20), reason, Sealed.of("moved away"));
    }

    public static TrialEvent readRegistered(String read, String subject, String visit, String modality) {
        return new ReadingEvent.ReadRegistered(
                Story.STUDY,
                new ReadCode(read),
                id(subject),
                site(subject),
                visit,
                modality,
                "archive/" + subject + "/" + visit,
                "22".repeat(32));
    }

    public static TrialEvent takenBack(String read, String subject, String visit, String modality) {
        return new ReadingEvent.RecordingTakenBack(
                Story.STUDY,
                new ReadCode(read),
                id(subject),
                site(subject),
                visit,
                modality,
                Sealed.of("of the neighbouring bed"));
    }

    public static TrialEvent assigned(String read, String reader) {
        return new ReadingEvent.ReadAssigned(Story.STUDY, new ReadCode(read), reader);
    }

    public static TrialEvent submitted(String read, String reader, String qrs, @Nullable String guess) {
        return new ReadingEvent.ReadSubmitted(
                Story.STUDY,
                new ReadCode(read),
                reader,
                new TreeMap<>(Map.of("qrs-duration", new ItemValue(qrs, "ms"))),
                null,
                Sealed.of(new ArmGuess(guess == null ? null : new ArmCode(guess), guess == null ? null : 3)),
                null);
    }

    public static TrialEvent refused(String act, @Nullable String subject, String evidence) {
        return new ActRefused(
                Story.STUDY,
                act,
                subject == null ? null : id(subject),
                "reason-of-other-arm",
                "a crossover needs a reason of the allocated arm",
                Map.of(),
                Sealed.of(Map.of("arm", evidence)),
                ActRefusedVersion1.shownToBlinded(act, "reason-of-other-arm"));
    }

    public static SubjectId id(String subject) {
        return new SubjectId(subject);
    }

    private static SiteId site(String subject) {
        return id(subject).site();
    }
}
