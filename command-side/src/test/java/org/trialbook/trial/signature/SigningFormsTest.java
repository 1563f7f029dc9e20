package org.trialbook.trial.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.ecgRecorded;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.Scenario.given;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.CasebookEvent.FormLockChanged;
import org.trialbook.event.CasebookEvent.FormsSigned;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.FormInstance;
import org.trialbook.event.FormLock;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SignatureMeaning;
import org.trialbook.event.SignedForm;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.act.Outcome;

class SigningFormsTest implements ActExamples {
    private static final TrialEvent NYHA = new AssessmentRecorded(
            STUDY, SUBJECT, SITE, "pre-implant", "nyha", CONSENTED, Map.of("nyha-class", ItemValue.of("II")), null);
    private static final TrialEvent CORRECTED = new ValueCorrected(
            STUDY,
            SUBJECT,
            SITE,
            "pre-implant",
            "nyha",
            new Correction("nyha-class", ItemValue.of("II"), ItemValue.of("III"), "as the letter says"),
            null);

    private static SignForms.Body of(CasebookPlace place, String meaning) {
        return new SignForms.Body(place.visit(), place.form(), place.key(), meaning);
    }

    private static Asked<?, ?> sign(CasebookPlace place, String meaning) {
        return ask(SignForms.class, by(INVESTIGATOR), SUBJECT, of(place, meaning));
    }

    private static SignedForm form(String form, TrialEvent... events) {
        return SignedForm.of(
                new FormInstance("pre-implant", form, null),
                Arrays.stream(events)
                        .map(event -> Scenario.recorded(event, 0).leaf().hex())
                        .toList());
    }

    private static FormsSigned signed(SignatureMeaning meaning, SignedForm... forms) {
        return new FormsSigned(STUDY, SUBJECT, SITE, meaning, List.of(forms));
    }

    private static List<TrialEvent> both() {
        return and(ecgRecorded(), NYHA, CORRECTED);
    }

    private static TrialEvent ecg() {
        return ecgRecorded().getLast();
    }

    @Test
    void aSignatureIsOfEveryEventThatAFormIsMadeOf() {
        given(both())
                .when(sign(CasebookPlace.form("pre-implant", "nyha"), "approval"))
                .thenRecorded(signed(SignatureMeaning.APPROVAL, form("nyha", NYHA, CORRECTED)));
    }

    @Test
    void oneSignsAFormAVisitOrAllOfASubject() {
        for (CasebookPlace place : List.of(CasebookPlace.SUBJECT, CasebookPlace.visit("pre-implant"))) {
            given(both())
                    .when(sign(place, "review"))
                    .thenRecorded(signed(SignatureMeaning.REVIEW, form("ecg", ecg()), form("nyha", NYHA, CORRECTED)));
        }
    }

    @Test
    void signingAgainSignsWhatChangedSince() {
        List<TrialEvent> before = and(ecgRecorded(), NYHA);
        TrialEvent first = signed(SignatureMeaning.APPROVAL, form("ecg", ecg()), form("nyha", NYHA));
        given(before, first).when(sign(CasebookPlace.SUBJECT, "approval")).thenRefused("already-signed", Map.of());
        given(before, first, CORRECTED)
                .when(sign(CasebookPlace.SUBJECT, "approval"))
                .thenRecorded(signed(SignatureMeaning.APPROVAL, form("nyha", NYHA, CORRECTED)));
        given(before, first)
                .when(sign(CasebookPlace.SUBJECT, "authorship"))
                .thenRecorded(signed(SignatureMeaning.AUTHORSHIP, form("ecg", ecg()), form("nyha", NYHA)));
    }

    @Test
    void anUnlockVoidsNoSignature() {
        TrialEvent first = signed(SignatureMeaning.APPROVAL, form("ecg", ecg()));
        given(ecgRecorded(), first, lock(FormLock.LOCKED), lock(FormLock.UNLOCK_REQUESTED), lock(FormLock.UNLOCKED))
                .when(sign(CasebookPlace.SUBJECT, "approval"))
                .thenRefused("already-signed", Map.of());
    }

    private static TrialEvent lock(FormLock step) {
        return new FormLockChanged(STUDY, SUBJECT, SITE, CasebookPlace.SUBJECT, step, "why");
    }

    @Test
    void whereNothingIsRecordedNothingIsSigned() {
        given(ecgRecorded())
                .when(sign(CasebookPlace.form("pre-implant", "nyha"), "approval"))
                .thenRefused("nothing-to-sign", Map.of());
    }

    @Test
    void aCasebookThatIsTooLongForALineIsSignedInSeveralEvents() {
        List<TrialEvent> history = new ArrayList<>(and(ecgRecorded(), NYHA));
        for (int i = 0; i < SignForms.LEAVES_AN_EVENT; i++) {
            history.add(new ValueCorrected(
                    STUDY,
                    SUBJECT,
                    SITE,
                    "pre-implant",
                    "nyha",
                    new Correction("nyha-class", ItemValue.of("II"), ItemValue.of("III"), "correction " + i),
                    null));
        }
        Outcome outcome =
                given(history).when(sign(CasebookPlace.SUBJECT, "approval")).outcome();
        assertThat(((Outcome.Recorded) outcome).events())
                .extracting(event -> ((FormsSigned) event).forms().getFirst().form())
                .containsExactly("ecg", "nyha");
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        SignForms.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        of(CasebookPlace.form("pre-implant", "ecg"), "approval"),
                        ecgRecorded())
                .on(trial -> trial.ecgRecorded("01"))
                .wrong("visit", "month-99", 422, "unknown-code")
                .wrong("form", "nyha", 422, "nothing-to-sign")
                .wrong("meaning", "witness", 400, "invalid-field")
                .refused("no-such-subject", openSite())
                .refused("nothing-to-sign", consented())
                .refused("already-signed", ecgRecorded(), signed(SignatureMeaning.APPROVAL, form("ecg", ecg()))));
    }
}
