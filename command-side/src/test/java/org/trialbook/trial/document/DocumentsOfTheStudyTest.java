package org.trialbook.trial.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.SPONSOR;
import static org.trialbook.trial.HotCrt.STATISTICIAN;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.Scenario.given;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.access.Caller;
import org.trialbook.event.DocumentEvent.DocumentActivated;
import org.trialbook.event.DocumentEvent.DocumentOpened;
import org.trialbook.event.DocumentEvent.DocumentPublished;
import org.trialbook.event.ToBlinded.Knowledge;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.media.StoredDocuments;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer.Answer;

@ExtendWith(SharedServer.class)
class DocumentsOfTheStudyTest implements ActExamples {
    private static final LocalDate MAY = LocalDate.of(2026, 5, 4);
    private static final String HASH = "5c".repeat(32);
    private static final String CONSENT = "consent-form";
    private static final String UNBLINDED = "unblinded-manual";
    private static final AtomicInteger VERSIONS = new AtomicInteger();

    static {
        DeclaredActs.uploaded(new StoredMedia(HASH, StoredDocuments.TYPE, 1_200, null));
        DeclaredActs.uploaded(new StoredMedia("6d".repeat(32), "application/pdf", 1_200, null));
    }

    private static PublishDocument.Body publication(String document, String hash) {
        return new PublishDocument.Body(document, "2.1", "manual", "Consent to take part", hash);
    }

    private static Asked<?, ?> publish(Caller caller, String document, String hash) {
        return ask(PublishDocument.class, by(caller), STUDY, publication(document, hash));
    }

    private static DocumentPublished published(String document) {
        return new DocumentPublished(STUDY, document, "2.1", "manual", "Consent to take part", HASH, 1_200);
    }

    private static DocumentActivated activated(String document) {
        return new DocumentActivated(STUDY, SITE, document, "2.1", MAY);
    }

    private static Asked<?, ?> activate(Caller caller, String document) {
        return ask(ActivateDocument.class, by(caller), SITE, new ActivateDocument.Body(document, "2.1", MAY));
    }

    private static Asked<?, ?> open(Caller caller, String document) {
        return ask(OpenDocument.class, by(caller), STUDY, new OpenDocument.Body(document, "2.1"));
    }

    private static List<TrialEvent> atTheSite(String document) {
        return and(openSite(), published(document), activated(document));
    }

    @Test
    void aVersionIsOneFileForEver() {
        given(openSite()).when(publish(DATA_MANAGER, CONSENT, HASH)).thenRecorded(published(CONSENT));
        given(openSite(), published(CONSENT))
                .when(publish(DATA_MANAGER, CONSENT, HASH))
                .thenRefused("document-version-is-there", Map.of("document", CONSENT, "version", "2.1", "hash", HASH));
    }

    /// What is read blind is nobody's to publish.
    @Test
    void aRecordingIsNoDocument() {
        for (String hash : List.of("6d".repeat(32), "7e".repeat(32))) {
            given(openSite())
                    .when(publish(DATA_MANAGER, CONSENT, hash))
                    .thenRefused("no-such-document-file", Map.of("hash", hash));
        }
    }

    @Test
    void itHoldsAtASiteFromADayOn() {
        given(openSite(), published(CONSENT))
                .when(activate(DATA_MANAGER, CONSENT))
                .thenRecorded(activated(CONSENT));
        given(atTheSite(CONSENT))
                .when(activate(DATA_MANAGER, CONSENT))
                .thenRefused("document-holds-at-the-site", Map.of("validFrom", "2026-05-04"));
    }

    @Test
    void aSiteOpensWhatIsActivatedForItOnce() {
        given(openSite(), published(CONSENT))
                .when(open(COORDINATOR, CONSENT))
                .thenRefused("document-not-at-the-site", Map.of("document", CONSENT, "version", "2.1"));
        given(atTheSite(CONSENT))
                .when(open(COORDINATOR, CONSENT))
                .thenRecorded(new DocumentOpened(STUDY, SITE, CONSENT, "2.1"));
        // Whoever recorded the history is somebody.
        Caller somebody = new Caller("somebody", "Somebody", COORDINATOR.role(), SITE);
        List<TrialEvent> opened = and(atTheSite(CONSENT), new DocumentOpened(STUDY, SITE, CONSENT, "2.1"));
        assertThat(given(opened).when(open(somebody, CONSENT)).refusal().name()).isEqualTo("already-recorded");
        given(opened).when(open(COORDINATOR, CONSENT)).thenRecorded(new DocumentOpened(STUDY, SITE, CONSENT, "2.1"));
        given(openSite(), published(CONSENT))
                .when(open(SPONSOR, CONSENT))
                .thenRecorded(new DocumentOpened(STUDY, null, CONSENT, "2.1"));
    }

    /// Whether there is one or not: its code says whom it is for.
    @Test
    void whatIsForTheUnblindedIsNothingToAnybodyElse() {
        for (List<TrialEvent> history : List.of(openSite(), atTheSite(UNBLINDED))) {
            for (Asked<?, ?> asked : List.of(
                    publish(DATA_MANAGER, UNBLINDED, HASH),
                    activate(DATA_MANAGER, UNBLINDED),
                    open(COORDINATOR, UNBLINDED))) {
                given(history).when(asked).thenRefused("document-for-the-unblinded", Map.of("document", UNBLINDED));
            }
            assertThat(given(history)
                            .when(open(COORDINATOR, "no-document"))
                            .refusal()
                            .evidence())
                    .isEqualTo(given(openSite())
                            .when(open(COORDINATOR, "no-document"))
                            .refusal()
                            .evidence());
        }
        given(openSite()).when(publish(STATISTICIAN, UNBLINDED, HASH)).thenRecorded(published(UNBLINDED));
        given(atTheSite(UNBLINDED))
                .when(open(IMPLANTER, UNBLINDED))
                .thenRecorded(new DocumentOpened(STUDY, SITE, UNBLINDED, "2.1"));
        assertThat(published(UNBLINDED).toBlinded()).isEqualTo(Knowledge.WITHHELD);
        assertThat(published(CONSENT).toBlinded()).isEqualTo(Knowledge.SHOWN);
    }

    @Test
    void aDocumentIsAPdfAndNobodysRecording(Trial trial) {
        assertThat(upload(trial, "data-manager", "a letter").problem()).isEqualTo("document-is-no-pdf");
        assertThat(upload(trial, "coordinator@01", pdf()).status()).isEqualTo(403);
        String hash = uploaded(trial);
        Map<String, Object> recording = new HashMap<>(Trial.recording());
        recording.remove("mediaHash");
        recording.put("media", "sha256:" + hash);
        Answer read = trial.server().act("coordinator@01", trial.consented("01") + "/acts/register-read", recording);
        assertThat(read.problem()).as(read.body()).isEqualTo("no-such-media");
    }

    private static String pdf() {
        return "%PDF-1.7\n" + UUID.randomUUID();
    }

    private static Answer upload(Trial trial, String person, String file) {
        return trial.server().uploadDocument(person, file.getBytes(StandardCharsets.US_ASCII));
    }

    private static String uploaded(Trial trial) {
        Answer answer = upload(trial, "data-manager", pdf());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("hash").asString();
    }

    /// @return the version's name
    private static String onServer(Trial trial, boolean atTheSite) {
        String version = "9." + VERSIONS.incrementAndGet();
        trial.server()
                .recorded(
                        "data-manager",
                        "/acts/publish-document",
                        Map.of(
                                "document",
                                CONSENT,
                                "version",
                                version,
                                "kind",
                                "manual",
                                "title",
                                "Consent",
                                "hash",
                                uploaded(trial)));
        if (atTheSite) {
            trial.server()
                    .recorded(
                            "data-manager",
                            "/sites/01/acts/activate-document",
                            Map.of("document", CONSENT, "version", version, "validFrom", "2026-05-04"));
        }
        return version;
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(
                example(PublishDocument.class, by(DATA_MANAGER), STUDY, publication(CONSENT, HASH), openSite())
                        .sending(trial -> Map.of(
                                "document",
                                CONSENT,
                                "version",
                                "9." + VERSIONS.incrementAndGet(),
                                "kind",
                                "manual",
                                "title",
                                "Consent to take part",
                                "hash",
                                uploaded(trial)))
                        .wrong("document", UNBLINDED, 422, "document-for-the-unblinded")
                        .wrong("document", "No Code", 400, "invalid-field")
                        .wrong("kind", "letter", 400, "invalid-field")
                        .wrong("hash", "7e".repeat(32), 422, "no-such-document-file")
                        .refused("document-for-the-unblinded", publication(UNBLINDED, HASH), openSite())
                        .refused("document-version-is-there", openSite(), published(CONSENT))
                        .refused("no-such-document-file", publication(CONSENT, "7e".repeat(32)), openSite()),
                example(
                                ActivateDocument.class,
                                by(DATA_MANAGER),
                                SITE,
                                new ActivateDocument.Body(CONSENT, "2.1", MAY),
                                and(openSite(), published(CONSENT)))
                        .on(trial -> "/sites/01")
                        .sending(trial -> Map.of(
                                "document", CONSENT, "version", onServer(trial, false), "validFrom", "2026-05-04"))
                        .wrong("version", "no-version", 422, "unknown-code")
                        .wrong("validFrom", "2100-01-01", 422, "in-the-future")
                        .refused("document-holds-at-the-site", atTheSite(CONSENT)),
                example(
                                OpenDocument.class,
                                by(COORDINATOR),
                                STUDY,
                                new OpenDocument.Body(CONSENT, "2.1"),
                                atTheSite(CONSENT))
                        .sending(trial -> Map.of("document", CONSENT, "version", onServer(trial, true)))
                        .wrong("version", "no-version", 422, "unknown-code")
                        .wrong("document", UNBLINDED, 422, "document-for-the-unblinded")
                        .refused("document-not-at-the-site", openSite(), published(CONSENT)));
    }
}
