package org.trialbook.view.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.token.BrowserSessions;
import org.trialbook.access.token.SharedSignOuts;
import org.trialbook.access.token.SignOuts;
import org.trialbook.view.QuerySideProperties;

/// Without the profile `demo` there is no identity of the demo to be had.
class NobodyOfTheDemoOutsideTheDemoTest {

    private final SignInPage page = new SignInPage(
            token -> {
                throw new BadJwtException("not ours");
            },
            new SignOuts(SharedSignOuts.NONE, Clock.systemUTC()),
            new BrowserSessions(Duration.ofMinutes(30), Clock.systemUTC()),
            new StaticListableBeanFactory(Map.of()).getBeanProvider(DemoIdentity.class),
            new StaticListableBeanFactory(Map.of()).getBeanProvider(RoleKnowledge.class),
            new QuerySideProperties(
                    "HOT-CRT",
                    Path.of("keys"),
                    true,
                    new QuerySideProperties.Mongodb("mongodb://127.0.0.1:1", "log"),
                    new QuerySideProperties.Views(null, null, "blinded", "unblinded", 1),
                    new QuerySideProperties.Media(null, "media"),
                    List.of(),
                    new QuerySideProperties.Hints(Duration.ZERO),
                    null));

    @Test
    void nobodyIsListed() {
        assertThat(page.form().getModel().get("cast")).isEqualTo(List.of());
    }

    @Test
    void nobodyIsSignedInByName() {
        MockHttpServletResponse response = new MockHttpServletResponse();

        ModelAndView answer = page.signIn(new MockHttpServletRequest(), response, "administrator", null);

        assertThat(answer.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(response.getHeaders("Set-Cookie")).isEmpty();
    }
}
