package org.trialbook.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.trialbook.console.ConsoleProperties;
import org.trialbook.console.SteppedClock;

class IdleLimitTest {

    private static final URI ANYWHERE = URI.create("http://127.0.0.1:1");

    private final SteppedClock clock = new SteppedClock();
    private final IdleLimit limit = new IdleLimit(
            new ConsoleProperties(
                    "HOT-CRT",
                    ANYWHERE,
                    ANYWHERE,
                    null,
                    ANYWHERE,
                    "console",
                    "secret",
                    "RS256",
                    List.of(),
                    Duration.ofMinutes(30)),
            clock);
    private final MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void signIn() {
        limit.begin(session);
    }

    private MockHttpServletResponse ask(String path) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setSession(Objects.requireNonNull(session));
        MockHttpServletResponse response = new MockHttpServletResponse();
        limit.doFilter(request, response, new MockFilterChain());
        return response;
    }

    @Test
    void somebodyWhoAsksNowAndThenStaysSignedIn() throws Exception {
        for (int hour = 0; hour < 4; hour++) {
            clock.step(Duration.ofMinutes(29));
            ask("/");
        }

        assertThat(session.isInvalid()).isFalse();
    }

    @Test
    void aSessionFromWhichNothingIsAskedEnds() throws Exception {
        clock.step(Duration.ofMinutes(31));
        ask("/");

        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void askingHowMuchIsLeftDoesNotUseTheSession() throws Exception {
        clock.step(Duration.ofMinutes(20));
        assertThat(ask("/session").getContentAsString()).isEqualTo("600");
        clock.step(Duration.ofMinutes(9));
        assertThat(ask("/session").getContentAsString()).isEqualTo("60");
        clock.step(Duration.ofMinutes(2));

        assertThat(ask("/session").getContentAsString()).isEqualTo("0");
        assertThat(session.isInvalid()).isTrue();
    }

    /// A browser that was told 0 says that its person is signed out.
    @Test
    void nothingIsLeftOnceTheSessionIsOverAndNotBefore() throws Exception {
        clock.step(Duration.ofMinutes(30).minusMillis(1));
        assertThat(ask("/session").getContentAsString()).isEqualTo("1");
        assertThat(session.isInvalid()).isFalse();

        clock.step(Duration.ofMillis(1));
        assertThat(ask("/session").getContentAsString()).isEqualTo("0");
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void styleSheetsDoNotUseTheSessionEither() throws Exception {
        clock.step(Duration.ofMinutes(20));
        ask("/_static/console.css");

        assertThat(ask("/session").getContentAsString()).isEqualTo("600");
    }
}
