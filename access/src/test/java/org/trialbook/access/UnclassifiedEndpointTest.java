package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.event.SiteId;

/// What nobody has classified is refused to every role, and looks like a path that isn't there.
@ExtendWith(OutputCaptureExtension.class)
class UnclassifiedEndpointTest extends InDemo {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    @SuppressWarnings("NullAway.Init")
    private RequestMappingHandlerMapping routes;

    @ParameterizedTest
    @EnumSource(Role.class)
    void isNotThereForAnybody(Role role) throws Exception {
        String person =
                DemoPeople.of(role, role.atSite() ? new SiteId("01") : null).id();

        HttpResponse<String> forgotten = http.send(http.as(token(person), Http.STUDY + "/forgotten"));
        HttpResponse<String> unknown = http.send(http.as(token(person), Http.STUDY + "/no-such-path"));

        assertThat(forgotten.statusCode()).isEqualTo(404);
        assertThat(forgotten.body()).isEqualTo(unknown.body()).doesNotContain("nobody was to see");
        assertThat(shown(forgotten)).isEqualTo(shown(unknown));
    }

    @Test
    void anActThatTheTableOfActsDoesNotKnowIsNotThereEither() throws Exception {
        HttpResponse<String> answer = http.send(http.as(token("coordinator@01"), Http.STUDY + "/acts/tell-the-arm")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Http.json(answer).path("type").asString()).isEqualTo("urn:trialbook:problem:no-such-path");
    }

    @Test
    void theServersLogNamesWhatWasForgotten(CapturedOutput log) throws Exception {
        http.send(http.as(token("monitor"), Http.STUDY + "/forgotten"));

        assertThat(log).contains("nobody has classified", "SmallApplication$Desk#forgotten");
    }

    /// The check that each application makes of its routes finds exactly the two that this one has for the purpose.
    @Test
    void theRouteTableShowsIt() {
        assertThat(routes.getHandlerMethods().entrySet().stream()
                        .flatMap(route -> route.getKey().getPatternValues().stream()
                                .filter(pattern ->
                                        Classification.of(route.getValue()).isEmpty())))
                .containsExactlyInAnyOrder(
                        "/api/v1/studies/{study}/forgotten", "/api/v1/studies/{study}/acts/tell-the-arm");
    }

    private static String shown(HttpResponse<String> answer) {
        return new TreeMap<>(answer.headers().map())
                .entrySet().stream()
                        .filter(header -> !header.getKey().equals("date"))
                        .map(Object::toString)
                        .collect(Collectors.joining("\n"));
    }
}
