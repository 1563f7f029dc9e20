package org.trialbook.trial.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.access.WallClock;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.token.HeaderToken;
import org.trialbook.access.token.SharedSignOuts;
import org.trialbook.access.token.SignOuts;
import org.trialbook.access.token.TokenAgain;
import org.trialbook.event.SiteId;
import org.trialbook.protocol.SealedContent;
import org.trialbook.trial.act.Background;

/// Who asks to be answered later, with whatever is worked on in the hands of the test.
class BackgroundAnswersTest {
    private static final String PATH = "/api/v1/studies/HOT-CRT/sites/01/acts/import-values";
    private static final Caller ONE = coordinator("one", "01");

    private final SignOuts signOuts = new SignOuts(SharedSignOuts.NONE, Clock.systemUTC());
    private final Queue<Runnable> asked = new ArrayDeque<>();
    private RoleKnowledge knowledge = RoleKnowledge.NOTHING;
    private Duration passed = Duration.ZERO;

    private final BackgroundAnswers answers = new BackgroundAnswers(
            new TokenAgain(BackgroundAnswersTest::decoded, signOuts, () -> knowledge),
            asked::add,
            new Random(7),
            new WallClock(Clock.systemUTC()),
            () -> passed.toNanos());

    private static Caller coordinator(String id, String site) {
        return new Caller(id, "Somebody", Role.COORDINATOR, new SiteId(site));
    }

    private static Jwt decoded(String token) {
        return new Jwt(
                token,
                Instant.now(),
                Instant.now().plusSeconds(60),
                Map.of("alg", "none"),
                Map.of(
                        "sub",
                        token,
                        "name",
                        "Somebody",
                        "role",
                        "coordinator",
                        "site",
                        "01",
                        "study",
                        "HOT-CRT",
                        "iat",
                        Instant.now()));
    }

    private ResponseEntity<Object> ask(
            Caller caller, String prefer, Function<Background, ResponseEntity<Object>> work) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", PATH);
        request.addHeader("Prefer", prefer);
        request.setAttribute(HeaderToken.class.getName(), caller.id());
        return answers.answer(request, caller, work);
    }

    private String later(Caller caller, Function<Background, ResponseEntity<Object>> work) {
        ResponseEntity<Object> begun = ask(caller, "respond-async", work);
        assertThat(begun.getStatusCode().value()).isEqualTo(202);
        return Objects.requireNonNull(begun.getHeaders().getLocation()).getPath();
    }

    private static ResponseEntity<Object> done(Background later) {
        later.requireRight();
        return ResponseEntity.ok("done");
    }

    private static String problem(ResponseEntity<Object> answer) {
        return ((Problem) Objects.requireNonNull(answer.getBody())).name();
    }

    @Test
    void whoDoesNotAskForItIsAnsweredAtOnce() {
        assertThat(ask(ONE, "return=minimal", BackgroundAnswersTest::done).getBody())
                .isEqualTo("done");
        assertThat(asked).isEmpty();
        ask(ONE, "handling=lenient, Respond-Async; wait=10", BackgroundAnswersTest::done);
        assertThat(asked).hasSize(1);
    }

    @Test
    void howFarItIsIsToldAndThenTheAnswer() {
        AtomicReference<String> begun = new AtomicReference<>();
        String address = later(ONE, later -> {
            later.told(3, 10);
            ResponseEntity<Object> soFar = answers.at(begun.get(), ONE);
            assertThat(soFar.getStatusCode().value()).isEqualTo(202);
            assertThat(soFar.getBody())
                    .isInstanceOfSatisfying(
                            BackgroundAnswers.Running.class,
                            running -> assertThat(running)
                                    .extracting(BackgroundAnswers.Running::decided, BackgroundAnswers.Running::of)
                                    .containsExactly(3, 10));
            return ResponseEntity.ok("done");
        });
        begun.set(address);
        asked.remove().run();
        assertThat(answers.at(address, ONE)).isEqualTo(ResponseEntity.ok("done"));
    }

    @Test
    void whatWouldHaveBeenThrownIsThrown() {
        RuntimeException thrown = new IllegalStateException("a fault");
        String address = later(ONE, later -> {
            throw thrown;
        });
        asked.remove().run();
        assertThatThrownBy(() -> answers.at(address, ONE)).isSameAs(thrown);
    }

    @Test
    void nobodyElseFindsIt() {
        String address = later(ONE, BackgroundAnswersTest::done);
        asked.remove().run();
        for (Caller other : new Caller[] {
            coordinator("other", "01"),
            coordinator("one", "02"),
            new Caller("one", "Somebody", Role.INVESTIGATOR, new SiteId("01"))
        }) {
            assertThatThrownBy(() -> answers.at(address, other))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().name()).isEqualTo("no-such-path"));
        }
        assertThatThrownBy(() -> answers.at(address + "0", ONE)).isInstanceOf(ProblemException.class);
    }

    @Test
    void oneIsWorkedOnForAPersonAndAFewForAll() {
        later(ONE, BackgroundAnswersTest::done);
        ResponseEntity<Object> second = ask(ONE, "respond-async", BackgroundAnswersTest::done);
        assertThat(problem(second)).isEqualTo("still-running");
        assertThat(second.getStatusCode().value()).isEqualTo(429);
        assertThat(second.getHeaders().getFirst("Retry-After")).isEqualTo("5");
        for (int other = 2; other <= 4; other++) {
            later(coordinator("p" + other, "01"), BackgroundAnswersTest::done);
        }
        assertThat(problem(ask(coordinator("p5", "01"), "respond-async", BackgroundAnswersTest::done)))
                .isEqualTo("too-many-running");
        asked.remove().run();
        later(coordinator("p5", "01"), BackgroundAnswersTest::done);
    }

    @Test
    void itIsForgottenAfterAnHour() {
        String address = later(ONE, BackgroundAnswersTest::done);
        passed = Duration.ofHours(2);
        assertThat(answers.at(address, ONE).getStatusCode().value()).isEqualTo(202);
        asked.remove().run();
        passed = passed.plusMinutes(59);
        assertThat(answers.at(address, ONE).getBody()).isEqualTo("done");
        passed = passed.plusMinutes(1);
        assertThatThrownBy(() -> answers.at(address, ONE)).isInstanceOf(ProblemException.class);
    }

    @Test
    void ofManyTheOldestIsForgotten() {
        String first = later(ONE, BackgroundAnswersTest::done);
        asked.remove().run();
        for (int other = 0; other < 20; other++) {
            assertThat(answers.at(first, ONE).getBody()).isEqualTo("done");
            later(coordinator("p" + other, "01"), BackgroundAnswersTest::done);
            asked.remove().run();
        }
        assertThatThrownBy(() -> answers.at(first, ONE)).isInstanceOf(ProblemException.class);
    }

    /// The token, who was signed out since, and what the protocol lets them know.
    @Test
    void theRightIsAskedForAgain() {
        String address = later(ONE, BackgroundAnswersTest::done);
        signOuts.signOut("one", Instant.now().plusSeconds(60));
        asked.remove().run();
        assertThatThrownBy(() -> answers.at(address, ONE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().name()).isEqualTo("signed-out"));

        Caller two = coordinator("two", "01");
        String ofTwo = later(two, BackgroundAnswersTest::done);
        knowledge = role -> Set.of(SealedContent.ALLOCATION);
        asked.remove().run();
        assertThatThrownBy(() -> answers.at(ofTwo, two))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().name()).isEqualTo("not-permitted"));
    }
}
