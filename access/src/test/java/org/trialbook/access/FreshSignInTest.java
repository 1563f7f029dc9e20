package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.access.Http.STUDY;
import static org.trialbook.access.Http.json;

import com.nimbusds.jose.jwk.ECKey;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.access.demo.DemoIdentity;

/// Some acts are done by somebody who has just proved who they are.
class FreshSignInTest extends InDemo {

    private static final String UNBLIND = STUDY + "/subjects/01-001/acts/sign-anew";
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    private HttpResponse<String> unblind(ForgedToken token) throws Exception {
        ECKey key = ECKey.parse(Files.readString(DEMO_DIR.resolve(DemoIdentity.FILE)));
        return http.send(http.act(token.signedBy(key), UNBLIND, "{}"));
    }

    private static ForgedToken investigator(@Nullable Object signedIn) {
        return new ForgedToken(Instant.now())
                .with("sub", "investigator@01")
                .with("role", "investigator")
                .with("auth_time", signedIn);
    }

    private static long minutesAgo(long minutes) {
        return Instant.now().minus(Duration.ofMinutes(minutes)).getEpochSecond();
    }

    @Test
    void whoHasJustSignedInActs() throws Exception {
        assertThat(unblind(investigator(minutesAgo(0))).body()).isEqualTo("unblinded");
        assertThat(unblind(investigator(minutesAgo(4))).statusCode()).isEqualTo(200);
    }

    @Test
    void whoSignedInLongAgoIsSentToSignInAgain() throws Exception {
        HttpResponse<String> answer = unblind(investigator(minutesAgo(6)));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).get("type").asString()).isEqualTo("urn:trialbook:problem:fresh-sign-in-required");
        assertThat(json(answer).get("maxAgeSeconds").asInt()).isEqualTo(300);
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"trialbook\", error=\"insufficient_user_authentication\","
                        + " error_description=\"A fresh sign-in is required\", max_age=\"300\"");
    }

    @Test
    void aTokenThatDoesNotSayWhenIsNotFresh() throws Exception {
        assertThat(unblind(investigator(null)).statusCode()).isEqualTo(401);
    }

    @Test
    void aSignInOfTomorrowIsNotFresh() throws Exception {
        HttpResponse<String> answer = unblind(investigator(minutesAgo(-60 * 24)));
        assertThat(json(answer).get("type").asString()).endsWith("fresh-sign-in-required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "1795000000"})
    void aTimeThatIsTextMakesNoCaller(String signedIn) throws Exception {
        HttpResponse<String> answer = unblind(investigator(signedIn));
        assertThat(json(answer).get("type").asString()).isEqualTo("urn:trialbook:problem:token-invalid");
    }

    @Test
    void aTimeOutsideAllCalendarsMakesNoCaller() throws Exception {
        for (Object signedIn : new Object[] {Long.MAX_VALUE, 1795000000.5}) {
            HttpResponse<String> answer = unblind(investigator(signedIn));
            assertThat(json(answer).get("type").asString()).isEqualTo("urn:trialbook:problem:token-invalid");
        }
    }

    @Test
    void whoMayNotActHereIsNotAskedToSignIn() throws Exception {
        assertThat(unblind(investigator(minutesAgo(60)).with("role", "coordinator"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(unblind(investigator(minutesAgo(60)).with("site", "02")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theDemosTokensAreFresh() throws Exception {
        assertThat(http.send(http.act(token("investigator@01"), UNBLIND, "{}")).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T11:55:00Z, true",
        "2026-11-21T11:54:59Z, false",
        "2026-11-21T12:00:30Z, true",
        "2026-11-21T12:00:31Z, false"
    })
    void fiveMinutesAndNotASecondMore(Instant at, boolean fresh) {
        assertThat(new SignIn(at).fresh(NOON)).isEqualTo(fresh);
    }
}
