package org.trialbook.view.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.store.MongoSignOuts;
import org.trialbook.view.http.QuerySide;
import org.trialbook.view.http.SmallTrial;

/// In a blinded process, which has the same sign-in page and fewer pages behind it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SigningInTest {

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

    private QuerySide.Answer signIn(Map<String, String> headers, Map<String, String> form) {
        return server.asNobody().post("/signin", headers, form);
    }

    @Test
    void thePageListsTheDemosPeopleAndTakesATokenWithoutOne() {
        QuerySide.Answer answer = server.asNobody().page("/signin");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("value=\"coordinator@01\"")
                .contains("value=\"safety-board\"")
                .contains("name=\"token\"")
                .contains("Blinded")
                .contains("Unblinded");
        assertThat(answer.header("referrer-policy")).isEqualTo("same-origin");
    }

    @Test
    void oneOfTheDemosPeopleIsSignedInByACookieThatNoScriptReads() {
        QuerySide.Answer answer = signIn(Map.of("Sec-Fetch-Site", "same-origin"), Map.of("person", "monitor"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/");
        assertThat(answer.header("set-cookie"))
                .startsWith("trialbook_token=ey")
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/");
    }

    @Test
    void aPastedTokenIsCheckedFirst() {
        String token = server.as("inspector").token();

        assertThat(signIn(Map.of(), Map.of("token", "  " + token + "\r\n")).header("set-cookie"))
                .startsWith("trialbook_token=" + token + ";");
    }

    @ParameterizedTest
    @CsvSource({
        "token, nonsense, 401, The token is not valid",
        "token, a.b.c, 401, The token is not valid",
        "token, '', 400, A parameter is missing",
        "person, nobody, 400, parameter"
    })
    void whatIsNotAcceptedIsSaidOnThePage(String field, String value, int status, String said) {
        QuerySide.Answer answer = signIn(Map.of(), Map.of(field, value));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body())
                .containsIgnoringCase(said)
                .contains("role=\"alert\"")
                .contains("name=\"token\"");
        assertThat(answer.headers()).doesNotContainKey("set-cookie");
    }

    @Test
    void aTokenTooLongForACookieIsSaidToBeTooLong() {
        QuerySide.Answer answer = signIn(Map.of(), Map.of("token", "e".repeat(5_000)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("too long");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://elsewhere.example",
        "Origin, null"
    })
    void aFormOfAnotherSitesPageIsRefused(String header, String value) {
        for (String path : new String[] {"/signin", "/signout"}) {
            QuerySide.Answer answer =
                    server.as("monitor").post(path, Map.of(header, value), Map.of("person", "monitor"));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.headers()).doesNotContainKey("set-cookie");
            assertThat(answer.body()).contains("cross-site-form");
        }
    }

    @Test
    void ourOwnOriginIsTaken() {
        QuerySide.Answer answer = signIn(Map.of("Origin", server.root().toString()), Map.of("person", "monitor"));

        assertThat(answer.status()).isEqualTo(303);
    }

    @Test
    void signingOutTakesTheCookieAway() {
        QuerySide.Answer answer = server.as("monitor").post("/signout", Map.of(), Map.of());

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/signin");
        assertThat(answer.header("set-cookie")).startsWith("trialbook_token=;").contains("Max-Age=0");
    }

    /// Whoever has a copy of the token is signed out too.
    @Test
    void aTokenThatWasSignedOutOpensNothing() {
        QuerySide.Asking copy = server.as("monitor");
        QuerySide.Asking other = server.as("monitor");
        assertThat(copy.get("/overview").status()).isEqualTo(200);
        assertThat(copy.post("/signout", Map.of(), Map.of()).status()).isEqualTo(303);

        assertThat(copy.get("/overview").status()).isEqualTo(401);
        assertThat(copy.get("/overview").problem()).isEqualTo("signed-out");
        assertThat(copy.page("/").status()).as("the cookie").isEqualTo(303);
        assertThat(signIn(Map.of(), Map.of("token", copy.token())).status())
                .as("signing in with it again")
                .isEqualTo(401);
        assertThat(other.get("/overview").status())
                .as("another token of the same person")
                .isEqualTo(200);
        MongoDatabase shared =
                server.application().getBean("logClient", MongoClient.class).getDatabase(MongoSignOuts.DATABASE);
        assertThat(new MongoSignOuts(shared).after(Instant.now()))
                .as("where other processes look")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/studies/HOT-CRT/acts/publish-protocol",
                "/api/v1/studies/HOT-CRT/subjects/01-001/acts/withdraw",
                "/matrix"
            })
    void theCookieNeverCarriesAnAct(String path) {
        QuerySide.Answer answer =
                server.as("administrator").post(path, Map.of("Idempotency-Key", "k"), Map.of("a", "b"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("not-signed-in");
    }

    @Test
    void aBlindedProcessHasNoUnblindedPageAndNoWayToOne() {
        assertThat(server.as("inspector").page("/unblinded/allocation").status())
                .isEqualTo(404);
        assertThat(server.as("inspector").page("/").body()).doesNotContain("/unblinded/");
        assertThat(server.as("inspector").page("/subjects/01-001").body()).doesNotContain("/unblinded/");
    }
}
