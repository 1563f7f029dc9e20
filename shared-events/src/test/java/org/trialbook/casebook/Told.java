package org.trialbook.casebook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent;
import org.trialbook.event.ImplantAttemptVersion1;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Sha256;

/// Events of one subject, and the same as they stand in a record.
final class Told {
    static final StudyId STUDY = new StudyId("HOT-CRT");
    static final SubjectId SUBJECT = new SubjectId("01-001");
    static final SiteId SITE = SUBJECT.site();
    static final LocalDate START = LocalDate.of(2026, 3, 2);
    static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");

    private Told() {}

    /// The event at a position, recorded by somebody.
    static RecordedEvent by(String account, long position, TrialEvent event) {
        return new RecordedEvent(
                event,
                position,
                Sha256.leaf(new byte[] {(byte) position}),
                NOW.plusSeconds(position),
                null,
                new EventLine.Actor(account, account, "coordinator", "01"));
    }

    static void into(Fold fold, TrialEvent... events) {
        for (int position = 0; position < events.length; position++) {
            fold.apply(by("carla", position, events[position]));
        }
    }

    static SubjectEvent registered() {
        return new SubjectEvent.SubjectRegistered(STUDY, SUBJECT, SITE, START, 1956, "female");
    }

    static SubjectEvent consented() {
        return new SubjectEvent.ConsentSigned(STUDY, SUBJECT, SITE, START.plusDays(1), "2");
    }

    static SubjectEvent eligible() {
        return new SubjectEvent.EligibilityConfirmed(STUDY, SUBJECT, SITE, START.plusDays(2), Map.of(), Map.of());
    }

    static SubjectEvent randomized() {
        return new SubjectEvent.SubjectRandomized(
                STUDY, SUBJECT, SITE, START.plusDays(3), "site=01", 1, Sealed.of(new ArmCode("CSP")));
    }

    static SubjectEvent attempted(int attempt, LocalDate on) {
        return new SubjectEvent.ImplantAttempted(
                STUDY,
                SUBJECT,
                SITE,
                on,
                attempt,
                Sealed.of(new ImplantAttemptVersion1(
                                "his", "his-distal", true, null, null, null, null, null, null, "", "")
                        .converted()));
    }

    static SubjectEvent withdrawn() {
        return new SubjectEvent.SubjectDiscontinued(
                STUDY, SUBJECT, SITE, START.plusDays(90), "consent-withdrawn", Sealed.of(""));
    }

    static SubjectEvent done(String visit, LocalDate on) {
        return new SubjectEvent.VisitDone(STUDY, SUBJECT, SITE, visit, on, null, 0);
    }

    static SubjectEvent missed(String visit) {
        return new SubjectEvent.VisitMissed(STUDY, SUBJECT, SITE, visit, "no-show", null);
    }

    static SubjectEvent form(
            String visit, String form, Map<String, ItemValue> open, @Nullable Sealed<Map<String, ItemValue>> sealed) {
        return new FormEvent.AssessmentRecorded(
                STUDY, SUBJECT, SITE, visit, form, START.plusDays(10), new TreeMap<>(open), sealed);
    }

    static SubjectEvent corrected(
            String visit, String form, @Nullable Correction open, @Nullable Sealed<Correction> sealed) {
        return new FormEvent.ValueCorrected(STUDY, SUBJECT, SITE, visit, form, open, sealed);
    }

    /// What a field holds for somebody without the key.
    static <T> Sealed<T> closed() {
        return new Sealed.Closed<>("key-1", new byte[64]);
    }
}
