package org.trialbook.access;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.event.StudyId;

/// A running demo of the small application, and tokens for its people.
@SpringBootTest(
        classes = SmallApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "trialbook.max-request-bytes=2000"})
@ActiveProfiles("demo")
abstract class InDemo {

    // One for all tests: the running application is shared between them.
    static final Path DEMO_DIR = Path.of("target", "demo");

    @Autowired
    @SuppressWarnings("NullAway.Init")
    DemoIdentity demo;

    @SuppressWarnings("NullAway.Init")
    Http http;

    @DynamicPropertySource
    static void demoDir(DynamicPropertyRegistry registry) {
        registry.add("trialbook.demo-dir", () -> DEMO_DIR.toString());
    }

    @LocalServerPort
    void port(int port) {
        http = new Http(port);
    }

    String token(String person) {
        return token(person, "HOT-CRT");
    }

    String token(String person, String study) {
        return demo.token(DemoPeople.withId(person).orElseThrow(), new StudyId(study), Duration.ofHours(1));
    }
}
