package org.trialbook.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.trialbook.access.problem.ProblemWriter;
import tools.jackson.databind.json.JsonMapper;

class HostNamesTest {

    private final HostNames hosts =
            new HostNames(List.of("trialbook.example", "Command-Side"), new ProblemWriter(JsonMapper.shared()));

    @ParameterizedTest
    @CsvSource({
        "localhost,               localhost",
        "localhost:8080,          localhost",
        "127.0.0.1:8080,          127.0.0.1",
        "[::1]:8080,              [::1]",
        "[::1],                   [::1]",
        "TRIALBOOK.example:443,   trialbook.example",
        "trialbook.example.,      trialbook.example.",
        "command-side:8080,       command-side",
        // As a proxy on the same machine sends it on.
        "localhost:8080,          trialbook.example",
        // HTTP/1.0 has no such header: then what the container makes of that counts.
        ",                        127.0.0.1"
    })
    void ourNamesAreAnswered(@Nullable String header, String serverName) throws Exception {
        assertThat(status(header, serverName)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "elsewhere.example,              elsewhere.example",
        "trialbook.example.evil.example, trialbook.example.evil.example",
        "xtrialbook.example,             xtrialbook.example",
        "localhost.evil.example,         localhost.evil.example",
        "127.0.0.1.nip.example,          127.0.0.1.nip.example",
        "10.0.0.1,                       10.0.0.1",
        "'',                             ''",
        // A script can set what a proxy would, but not the header itself.
        "elsewhere.example,              localhost",
        "localhost,                      elsewhere.example"
    })
    void othersAreMisdirected(String header, String serverName) throws Exception {
        assertThat(status(header, serverName)).isEqualTo(421);
    }

    private int status(@Nullable String header, String serverName) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/") {
            @Override
            public String getServerName() {
                return serverName;
            }
        };
        if (header != null) {
            request.addHeader("Host", header);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        hosts.doFilter(request, response, new MockFilterChain());
        if (response.getStatus() == 421) {
            assertThat(response.getContentType()).isEqualTo("application/problem+json");
            assertThat(response.getContentAsString()).contains("urn:trialbook:problem:misdirected-request");
        }
        return response.getStatus();
    }
}
