package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.trialbook.access.start.StartFailure;
import org.trialbook.event.UnknownEventException;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.EventIds;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.LogStore;
import org.trialbook.store.SystemEvents;
import org.trialbook.trial.TrialServer.Answer;

/// A later release has recorded something: nothing is decided by this one, not even where the event is none of those
/// that the act's boundary asks for by name. What a later release calls a withdrawal would be overlooked otherwise.
class RecordOfALaterReleaseTest {

    @TempDir
    private Path directory;

    private static void record(Log log, EventIds ids, String type, String version) {
        new SystemEvents(log, ids)
                .recordOnce(
                        "t" + ids.next(),
                        new SystemEvents.Entry(
                                type, version, "HOT-CRT", List.of(new EventLine.Tag("subject", "01-001")), "{}"),
                        new EventLine.Actor("s", "Somebody", "coordinator", "01"),
                        null);
    }

    @ParameterizedTest
    @CsvSource({"trialbook.SubjectDiscontinued, 1", "trialbook.SubjectWithdrawn, 2", "trialbook.LogKeyRotated, 2"})
    void aRunningOneDecidesNothingAndIsNotReady(String type, String version) {
        try (TrialServer server = TrialServer.start(List.of("--management.endpoint.health.show-details=always"))) {
            Trial trial = new Trial(server);
            server.recorded("data-manager", "/acts/publish-protocol", Map.of("protocol", HotCrt.YAML));
            trial.commitSeed();
            trial.open("01");
            String subject = trial.randomized("01");
            assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(200);
            record(server.log(), server.bean(EventIds.class), type, version);
            long size = server.log().size();

            for (Answer answer : List.of(
                    server.act(
                            "data-manager",
                            "/acts/open-site",
                            Map.of("site", "08", "name", "Site 08", "zone", "Europe/Berlin")),
                    server.act(
                            "investigator@01",
                            subject + "/acts/unblind-subject",
                            Map.of("reason", "urgent-procedure", "recipient", "Dr. Noether", "note", "revision")),
                    server.act(
                            "coordinator@01",
                            "/sites/01/acts/register-subject",
                            Map.of("registeredOn", "2026-03-02", "birthYear", 1956, "sex", "female")))) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                assertThat(answer.problem()).isEqualTo("record-from-a-later-release");
                assertThat(answer.body()).doesNotContain("Subject", "position");
            }
            assertThat(server.log().size()).isEqualTo(size);

            Answer readiness = server.get("/actuator/health/readiness");
            assertThat(readiness.status()).isEqualTo(503);
            assertThat(readiness.json().at("/components/log/details/failure").asString(""))
                    .isEqualTo(UnknownEventException.at(size - 1, type, version).getMessage());
        }
    }

    @Test
    void oneThatStartsRefusesInOneSentence() {
        try (DocumentServer store = DocumentServer.inMemory();
                MongoClient client = MongoClients.create(store.connectionString())) {
            start(store);
            SecureRandom random = new SecureRandom();
            long at;
            try (Log log = Log.openForWriting(
                    LogStore.in(client.getDatabase("trialbook_log")),
                    LogSettings.of(Clock.systemUTC(), random),
                    null)) {
                at = log.size();
                record(log, new EventIds(Clock.systemUTC(), random), "trialbook.SubjectWithdrawn", "2");
            }

            assertThatThrownBy(() -> start(store))
                    .hasRootCauseInstanceOf(UnknownEventException.class)
                    .satisfies(failure -> assertThat(StartFailure.sentence(failure))
                            .isEqualTo("The event at position " + at + " is stored as trialbook.SubjectWithdrawn"
                                    + " version 2, which this release does not know: a later release of Trialbook"
                                    + " wrote this; start that release."));
            try (Log log = Log.openForReading(
                    LogStore.in(client.getDatabase("trialbook_log")),
                    LogSettings.of(Clock.systemUTC(), random),
                    null)) {
                assertThat(log.size()).isEqualTo(at + 1);
            }
        }
    }

    private void start(DocumentServer store) {
        new SpringApplication(CommandSideApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.profiles.active=demo",
                        "--trialbook.mongodb.uri=" + store.connectionString(),
                        "--trialbook.keys-dir=" + directory.resolve("keys"),
                        "--trialbook.demo-dir=" + directory.resolve("demo"),
                        "--logging.level.root=WARN",
                        // The start that fails is refused below.
                        "--logging.level.org.springframework.boot=OFF")
                .close();
    }
}
