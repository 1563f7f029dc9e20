package org.trialbook.trial.consent;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.REGISTERED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;

class SigningConsentTest implements ActExamples {

    private static final Asked<?, ?> SIGN =
            ask(SignConsent.class, by(COORDINATOR), SUBJECT, new SignConsent.Body(CONSENTED, "2.1"));

    @Test
    void aRegisteredSubjectSigns() {
        given(registered()).when(SIGN).thenRecorded(new ConsentSigned(STUDY, SUBJECT, SITE, CONSENTED, "2.1"));
    }

    @Test
    void consentIsRecordedOnce() {
        given(consented()).when(SIGN).thenRefused("already-recorded", Map.of("recorded", "sign-consent on 2026-03-03"));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        SignConsent.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new SignConsent.Body(CONSENTED, "2.1"),
                        registered())
                .on(trial -> trial.registered("01"))
                .wrong("signedOn", "2126-03-03", 422, "in-the-future")
                .wrong("signedOn", "2026-03-01", 422, "too-early")
                .wrong("consentVersion", "", 400, "invalid-field")
                .wrong("consentVersion", "x".repeat(41), 400, "invalid-field")
                .wrong("consentVersion", "half \udc00", 400, "invalid-field")
                .refused("no-such-subject", HotCrt.openSite())
                .refused("too-early", new SignConsent.Body(REGISTERED.minusDays(1), "2.1"), registered()));
    }
}
