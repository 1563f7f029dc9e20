package org.trialbook.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookEvent.FormLockChanged;
import org.trialbook.event.CasebookEvent.FormsSigned;
import org.trialbook.event.CasebookEvent.SourceVerified;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.Correction;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.FormInstance;
import org.trialbook.event.FormLock;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SignatureMeaning;
import org.trialbook.event.SignedForm;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.EventLine;

/// The word that is said of a form, to everybody and to those who may know what is sealed.
class CasebookStandingTest {
    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final SubjectId SUBJECT = new SubjectId("01-001");
    private static final SiteId SITE = new SiteId("01");
    private static final FormInstance FORM = new FormInstance("month-3", "ecg", null);
    private static final CasebookPlace ECG = CasebookPlace.of(FORM);
    private static final EventLine.Actor INES =
            new EventLine.Actor("investigator@01", "Ines Ivarsson", "investigator", "01");

    private static final SubjectEvent RECORDED = new AssessmentRecorded(
            STUDY,
            SUBJECT,
            SITE,
            "month-3",
            "ecg",
            LocalDate.of(2026, 6, 8),
            Map.of("qrs", new ItemValue("160", "ms")),
            Sealed.of(Map.of("capture", ItemValue.of("septal"))));

    private static SubjectEvent corrected(@Nullable Correction open, @Nullable Correction sealed) {
        return new ValueCorrected(
                STUDY, SUBJECT, SITE, "month-3", "ecg", open, sealed == null ? null : Sealed.of(sealed));
    }

    private static SubjectEvent open() {
        return corrected(
                new Correction("qrs", new ItemValue("160", "ms"), new ItemValue("150", "ms"), "swapped"), null);
    }

    private static SubjectEvent sealed() {
        return corrected(null, new Correction("capture", ItemValue.of("septal"), ItemValue.of("his"), "seen anew"));
    }

    private static SubjectEvent signed(SignatureMeaning meaning) {
        return new FormsSigned(STUDY, SUBJECT, SITE, meaning, List.of(SignedForm.of(FORM, List.of())));
    }

    private static SubjectEvent verified(CasebookPlace place, boolean sealed) {
        return new SourceVerified(STUDY, SUBJECT, SITE, sealed ? null : place, sealed ? Sealed.of(place) : null);
    }

    private static SubjectEvent lock(CasebookPlace place, FormLock step) {
        return new FormLockChanged(STUDY, SUBJECT, SITE, place, step, "why");
    }

    private static CasebookStanding standing(boolean unsealed, SubjectEvent... events) {
        CasebookStanding standing = CasebookStanding.NONE;
        for (SubjectEvent event : events) {
            standing = standing.after(event, Instant.EPOCH, INES, unsealed);
        }
        return standing;
    }

    private static FormStatus everybodys(SubjectEvent... events) {
        return standing(false, events).status(FORM);
    }

    private static FormStatus theirs(SubjectEvent... events) {
        return standing(true, events).status(FORM);
    }

    @Test
    void aFormIsOneWordAfterTheOther() {
        SubjectEvent verified = verified(ECG, false);
        SubjectEvent signed = signed(SignatureMeaning.APPROVAL);
        assertThat(everybodys()).isEqualTo(FormStatus.NOT_STARTED);
        assertThat(everybodys(RECORDED)).isEqualTo(FormStatus.COMPLETE);
        assertThat(everybodys(RECORDED, verified)).isEqualTo(FormStatus.VERIFIED);
        assertThat(everybodys(RECORDED, verified, signed)).isEqualTo(FormStatus.SIGNED);
        assertThat(everybodys(RECORDED, verified, signed, open())).isEqualTo(FormStatus.STALE);
        assertThat(everybodys(RECORDED, signed, open(), lock(ECG, FormLock.FROZEN)))
                .isEqualTo(FormStatus.FROZEN);
        assertThat(everybodys(lock(ECG, FormLock.FROZEN), lock(CasebookPlace.SUBJECT, FormLock.LOCKED)))
                .isEqualTo(FormStatus.LOCKED);
    }

    @Test
    void anUnlockLeavesASignatureAsItIs() {
        assertThat(everybodys(
                        RECORDED,
                        signed(SignatureMeaning.APPROVAL),
                        lock(ECG, FormLock.LOCKED),
                        lock(ECG, FormLock.UNLOCK_REQUESTED),
                        lock(ECG, FormLock.UNLOCKED)))
                .isEqualTo(FormStatus.SIGNED);
    }

    @Test
    void aCorrectionMakesEverySignatureStaleAndOneThatFollowsIsNot() {
        CasebookStanding standing = standing(
                false,
                RECORDED,
                signed(SignatureMeaning.AUTHORSHIP),
                signed(SignatureMeaning.APPROVAL),
                sealed(),
                signed(SignatureMeaning.APPROVAL));
        assertThat(standing.status(FORM)).isEqualTo(FormStatus.SIGNED);
        assertThat(standing.of(FORM).orElseThrow().signatures())
                .extracting(signature -> signature.meaning() + " " + signature.name() + " " + signature.stale())
                .containsExactly("AUTHORSHIP Ines Ivarsson true", "APPROVAL Ines Ivarsson false");
    }

    @Test
    void verificationFallsAwayItemByItem() {
        assertThat(everybodys(RECORDED, verified(CasebookPlace.visit("month-3"), false), open()))
                .isEqualTo(FormStatus.COMPLETE);
        assertThat(everybodys(RECORDED, verified(ECG, false), open(), verified(ECG.at("qrs"), false)))
                .isEqualTo(FormStatus.VERIFIED);
        assertThat(everybodys(RECORDED, verified(CasebookPlace.visit("month-6"), false)))
                .isEqualTo(FormStatus.COMPLETE);
    }

    @Test
    void whatIsSealedMovesNobodyBlinded() {
        assertThat(everybodys(RECORDED, verified(ECG, true))).isEqualTo(FormStatus.COMPLETE);
        assertThat(everybodys(RECORDED, verified(ECG, false), sealed())).isEqualTo(FormStatus.VERIFIED);
        assertThat(theirs(RECORDED, verified(ECG, false))).isEqualTo(FormStatus.COMPLETE);
        assertThat(theirs(RECORDED, verified(ECG.at("qrs"), true))).isEqualTo(FormStatus.COMPLETE);
        assertThat(theirs(RECORDED, verified(ECG, true))).isEqualTo(FormStatus.VERIFIED);
        assertThat(theirs(RECORDED, verified(ECG, true), sealed())).isEqualTo(FormStatus.COMPLETE);
    }

    @Test
    void whatWasEnteredInErrorHasNoStandingAndWhatIsRecordedInItsPlaceBeginsAnew() {
        SubjectEvent error =
                new EnteredInError(STUDY, SUBJECT, SITE, "month-3", "ecg", null, null, Sealed.of("another's"));

        assertThat(standing(false, RECORDED, signed(SignatureMeaning.REVIEW), error)
                        .status(FORM))
                .isEqualTo(FormStatus.NOT_STARTED);
        assertThat(standing(false, RECORDED, signed(SignatureMeaning.REVIEW), error, RECORDED)
                        .status(FORM))
                .isEqualTo(FormStatus.COMPLETE);
        assertThat(standing(false, RECORDED, lock(ECG, FormLock.FROZEN), error).status(FORM))
                .isEqualTo(FormStatus.FROZEN);
    }
}
