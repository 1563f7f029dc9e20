package org.trialbook.trial.verification;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.UNBLINDED_MONITOR;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.ecgRecorded;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.under;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookEvent.SourceVerified;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;

class VerifyingTheSourceTest implements ActExamples {
    private static final Caller MONITOR = new Caller("monitor", "Mona Moser", Role.MONITOR, null);
    private static final CasebookPlace ECG = CasebookPlace.form("pre-implant", "ecg");
    private static final CasebookPlace QRS = ECG.at("qrs-duration");
    private static final CasebookPlace CAPTURE = ECG.at("paced-capture");

    /// Under a protocol that lets one of the two monitors know.
    private static List<TrialEvent> recorded() {
        return under(
                HotCrt.YAML.replace(
                        "    inspector: {",
                        "    unblinded-monitor: {allocation: always, device-data: always}\n    inspector: {"),
                ecgRecorded());
    }

    private static VerifySource.Body of(CasebookPlace place) {
        return new VerifySource.Body(place.visit(), place.form(), place.key(), place.item());
    }

    private static Asked<?, ?> verify(Caller caller, CasebookPlace place) {
        return ask(VerifySource.class, by(caller), SUBJECT, of(place));
    }

    private static SourceVerified verified(CasebookPlace place) {
        return new SourceVerified(STUDY, SUBJECT, SITE, place, null);
    }

    private static SourceVerified sealed(CasebookPlace place) {
        return new SourceVerified(STUDY, SUBJECT, SITE, null, Sealed.of(place));
    }

    @Test
    void itIsOfAnItemAFormAVisitOrAllOfASubject() {
        for (CasebookPlace place : List.of(QRS, ECG, CasebookPlace.visit("pre-implant"), CasebookPlace.SUBJECT)) {
            given(ecgRecorded()).when(verify(MONITOR, place)).thenRecorded(verified(place));
            given(ecgRecorded(), verified(CasebookPlace.SUBJECT))
                    .when(verify(MONITOR, place))
                    .thenRefused("nothing-to-verify", Map.of());
        }
    }

    @Test
    void whatIsCorrectedLaterIsUnverifiedAgain() {
        TrialEvent corrected = new ValueCorrected(
                STUDY,
                SUBJECT,
                SITE,
                "pre-implant",
                "ecg",
                new Correction("qrs-duration", new ItemValue("142", "ms"), new ItemValue("124", "ms"), "swapped"),
                null);
        given(ecgRecorded(), verified(ECG), corrected)
                .when(verify(MONITOR, ECG))
                .thenRecorded(verified(ECG));
        given(ecgRecorded(), verified(ECG), corrected, verified(QRS))
                .when(verify(MONITOR, ECG))
                .thenRefused("nothing-to-verify", Map.of());
    }

    @Test
    void whoMayKnowVerifiesWhatIsSealedAndIsSealed() {
        given(recorded()).when(verify(UNBLINDED_MONITOR, CAPTURE)).thenRecorded(sealed(CAPTURE));
        given(recorded()).when(verify(MONITOR, CAPTURE)).thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
    }

    @Test
    void neitherMovesTheOther() {
        given(recorded(), sealed(ECG)).when(verify(MONITOR, ECG)).thenRecorded(verified(ECG));
        given(recorded(), verified(ECG)).when(verify(UNBLINDED_MONITOR, ECG)).thenRecorded(sealed(ECG));
        given(recorded(), sealed(ECG)).when(verify(UNBLINDED_MONITOR, ECG)).thenRefused("nothing-to-verify", Map.of());
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(VerifySource.class, by(MONITOR), SUBJECT, of(QRS), ecgRecorded())
                .on(trial -> trial.ecgRecorded("01"))
                .wrong("item", "shoe-size", 422, "unknown-code")
                .wrong("visit", "month-99", 422, "unknown-code")
                .refused("no-such-subject", openSite())
                .refused("form-reveals-the-arm", of(CAPTURE), ecgRecorded())
                .refused("nothing-to-verify", consented()));
    }
}
