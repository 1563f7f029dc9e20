package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FirstSubjectsJourneyTest {

    private final TrialServer server = TrialServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fromTheProtocolToTheFirstRandomization() throws IOException {
        String protocol = Files.readString(Path.of("../protocols/hot-crt.yaml"));
        var published = server.act(
                "data-manager",
                "/acts/publish-protocol",
                JsonMapper.shared().writeValueAsString(Map.of("protocol", protocol)));
        assertThat(published.status()).as(published.body()).isEqualTo(201);
        var opened = server.act("data-manager", "/acts/open-site", """
                {"site": "01", "name": "University Hospital", "zone": "Europe/Berlin"}""");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        var registered = server.act("coordinator@01", "/sites/01/acts/register-subject", """
                {"registeredOn": "2026-01-05", "birthYear": 1950, "sex": "female"}""");
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        assertThat(registered.json().get("subject").stringValue()).isEqualTo("01-001");
        System.out.println(registered.body());
        var tooEarly = server.act("investigator@01", "/subjects/01-001/acts/randomize", "{}");
        assertThat(tooEarly.status()).as(tooEarly.body()).isEqualTo(422);
        System.out.println(tooEarly.body());
    }
}
