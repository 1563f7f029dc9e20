package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.view.KeyWithinReachException;
import org.trialbook.view.QuerySideApplication;
import org.trialbook.view.unblinded.OpenedEvents;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlindedProcessTest {

    private QuerySide server;

    @BeforeAll
    void start() {
        server = QuerySide.blinded();
        SmallTrial.tell(server.story());
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void holdsNoKeyAndNothingThatOpens() {
        assertThat(server.application().getBeansOfType(BlindingKey.class)).isEmpty();
        assertThat(server.application().getBeansOfType(OpenedEvents.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/unblinded/allocation",
                "/unblinded/crossovers",
                "/unblinded/predictability",
                "/unblinded/record",
                "/unblinded/no-such"
            })
    void servesNothingUnblindedToAnybody(String path) {
        assertThat(server.as("inspector").get(path).status()).isEqualTo(404);
        assertThat(server.as("inspector").get(path).problem()).isEqualTo("no-such-path");
        assertThat(server.as("monitor").get(path).body())
                .isEqualTo(server.as("inspector").get(path).body());
    }

    @Test
    void writesNoUnblindedView() {
        assertThat(server.database("trialbook_views_unblinded").listCollectionNames())
                .isEmpty();
        // They are stored now and then.
        Awaitility.await()
                .until(
                        () -> server.database("trialbook_views_blinded")
                                .listCollectionNames()
                                .into(new ArrayList<>()),
                        names -> names.stream().anyMatch(name -> name.contains("-study-")));
        assertThat(server.database("trialbook_views_blinded").listCollectionNames())
                .noneMatch(name -> name.startsWith("unblinded"));
    }

    @Test
    void answersTheBlindedQuestions() {
        assertThat(server.as("monitor").get("/record").status()).isEqualTo(200);
        assertThat(server.as("monitor").get("/subjects/01-001/timeline").status())
                .isEqualTo(200);
    }

    @Test
    void hasNoCheckpointBeforeOneWasSigned() {
        QuerySide.Answer none = server.as("inspector").get("/bundle");

        assertThat(none.status()).isEqualTo(404);
        assertThat(none.problem()).isEqualTo("no-checkpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"blinding.key", "seed-share.sponsor", "seed-share.statistician"})
    void doesNotStartBesideWhatTellsTheAllocation(String secret, @TempDir Path keys) throws Exception {
        Files.writeString(keys.resolve(secret), "anything");

        assertThatThrownBy(() -> new SpringApplication(QuerySideApplication.class)
                        .run(
                                "--server.port=0",
                                "--spring.profiles.active=demo",
                                "--trialbook.demo-dir=" + keys.resolve("demo"),
                                "--trialbook.mongodb.uri=mongodb://127.0.0.1:1",
                                "--trialbook.keys-dir=" + keys))
                .isInstanceOf(KeyWithinReachException.class)
                .hasMessageContaining(secret);
    }
}
