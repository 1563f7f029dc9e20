package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.trialbook.view.question.BlindedQuestions;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
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
    void servesNothingUnblindedToAnybodyAndTellsWhoMayKnowWhereToAsk(String path) {
        for (String knowing : List.of("inspector", "statistician", "implanter@01")) {
            QuerySide.Answer elsewhere = server.as(knowing).get(path);
            assertThat(elsewhere.status()).isEqualTo(404);
            assertThat(elsewhere.problem()).isEqualTo("shown-elsewhere");
            assertThat(elsewhere.json().path("detail").asString()).contains("trialbook.blinded=false");
        }
        for (String blind : List.of("monitor", "coordinator@01", "reader-1")) {
            assertThat(server.as(blind).get(path).status()).isEqualTo(403);
            assertThat(server.as(blind).get(path).problem()).isEqualTo("not-permitted");
        }
        assertThat(server.asNobody().get(path).status()).isEqualTo(401);
    }

    /// A question that shows nothing sealed is answered with the same bytes by every process, so that nobody who
    /// may know more gets less here without being told.
    @Test
    void whatItAnswersAProcessWithTheKeyAnswersAlike() {
        int answered = 0;
        try (QuerySide keyed = QuerySide.unblinded()) {
            SmallTrial.tell(keyed.story());
            keyed.recorded();
            for (Question<QuestionAnswer> question : BlindedQuestions.all()) {
                String path = question.path()
                        .replace("{subject}", "01-001")
                        .replace("{site}", "01")
                        .replace("{visit}", "discharge")
                        .replace("{form}", "ecg")
                        .replace("{read}", SmallTrial.FIRST_READ);
                for (String person :
                        List.of("inspector", "statistician", "implanter@01", "investigator@01", "monitor")) {
                    QuerySide.Answer here = server.as(person).get(path);
                    QuerySide.Answer there = keyed.as(person).get(path);
                    assertThat(here.status()).as(path).isEqualTo(there.status());
                    assertThat(comparable(here).equals(comparable(there)))
                            .as("%s, asked by %s", path, person)
                            .isTrue();
                    answered += here.status() == 200 ? 1 : 0;
                }
            }
        }
        assertThat(answered).isGreaterThan(50);
    }

    /// Each of the two logs has ids, keys and so hashes of its own.
    private static String comparable(QuerySide.Answer answer) {
        return answer.body().replaceAll("\"(leafHash|id|contentHash)\":\"[^\"]*\"", "…");
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
