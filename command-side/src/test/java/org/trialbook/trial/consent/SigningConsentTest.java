package org.trialbook.trial.consent;

import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.trial.Asked;

class SigningConsentTest {

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
}
