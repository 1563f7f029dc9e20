package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.access.Http.STUDY;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.FilterChainProxy;
import org.trialbook.access.demo.DemoScrape;

class HeadersAndOpenPathsTest extends InDemo {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    FilterChainProxy gate;

    @Test
    void answersAreNeitherKeptNorFramedNorGuessed() throws Exception {
        HttpResponse<String> response = http.send(http.as(token("monitor"), STUDY + "/overview"));
        var headers = response.headers();
        assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("Permissions-Policy").orElse("")).contains("camera=()", "microphone=()");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
        assertThat(headers.map()).doesNotContainKeys("set-cookie", "server", "x-powered-by");
    }

    /// An answer that another thread writes may be on its way when the one that asked comes back through the gate: if
    /// both set headers, some stand there twice.
    @ParameterizedTest
    @CsvSource({"/actuator/health", "/api/v1/studies/HOT-CRT/hints", "/actuator/prometheus"})
    void headersStandBeforeTheRequestIsHandled(String path) throws Exception {
        Set<String> then = new HashSet<>();
        String token = path.equals("/actuator/prometheus") ? DemoScrape.TOKEN : token("monitor");
        through(
                path,
                "127.0.0.1",
                token,
                (request, response) -> then.addAll(((HttpServletResponse) response).getHeaderNames()));

        assertThat(then).contains("Cache-Control", "Content-Security-Policy", "Cross-Origin-Opener-Policy");
    }

    /// Without a token: 401 where one is needed, and whatever the path answers where none is.
    @ParameterizedTest
    @CsvSource({
        "/actuator/health,           127.0.0.1, 200",
        "/actuator/health/readiness, 10.0.0.1,  200",
        "/_static/app.css,           10.0.0.1,  401",
        "/signin,                    10.0.0.1,  401",
        "/signout,                   10.0.0.1,  401",
        "/favicon.ico,               10.0.0.1,  401",
        "/actuator/prometheus,       127.0.0.1, 401",
        "/actuator/prometheus,       ::1,       401",
        "/actuator/prometheus,       10.0.0.1,  401",
        "/actuator/env,              127.0.0.1, 401",
        "/actuator,                  127.0.0.1, 401",
        "/checkpoint,                127.0.0.1, 401",
        "/,                          127.0.0.1, 401"
    })
    void gateWithoutAToken(String path, String from, int status) throws Exception {
        assertThat(through(path, from, null)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/env,           administrator",
        "/actuator,               administrator",
        "/actuator/prometheus,    administrator",
        "/actuator/prometheus,    inspector"
    })
    void nobodysTokenScrapes(String path, String person) throws Exception {
        assertThat(through(path, "127.0.0.1", token(person))).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"/actuator/prometheus", "/actuator/env", "/actuator"})
    void theScrapeTokenScrapesFromAnywhereAndOpensNothingElse(String path) throws Exception {
        assertThat(through(path, "10.0.0.1", DemoScrape.TOKEN)).isEqualTo(200);
        assertThat(through(path, "10.0.0.1", DemoScrape.TOKEN + "x")).isEqualTo(401);
        assertThat(through("/checkpoint", "10.0.0.1", DemoScrape.TOKEN)).isEqualTo(401);
    }

    private int through(String path, String from, @Nullable String token) throws Exception {
        return through(path, from, token, new MockFilterChain());
    }

    private int through(String path, String from, @Nullable String token, FilterChain handling) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        request.setRemoteAddr(from);
        if (token != null) {
            request.addHeader("Authorization", "Bearer " + token);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        gate.doFilter(request, response, handling);
        return response.getStatus();
    }
}
