package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.access.Http.STUDY;
import static org.trialbook.access.Http.json;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.trialbook.access.clock.ElapsedTime;

@TestPropertySource(properties = {"trialbook.rate-limit.per-second=1", "trialbook.rate-limit.burst=3"})
@Import(BusyCallerTest.Time.class)
class BusyCallerTest extends InDemo {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    SetTime elapsed;

    private HttpResponse<String> ask(String person) throws Exception {
        return http.send(http.as(token(person), STUDY + "/overview"));
    }

    @Test
    void waitsWhileOthersWorkOn() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("monitor").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> fourth = ask("monitor");
        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(fourth.headers().firstValue("Retry-After")).contains("1");
        assertThat(fourth.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(fourth).path("type").asString()).isEqualTo("urn:trialbook:problem:too-many-requests");
        assertThat(ask("inspector").statusCode()).isEqualTo(200);

        elapsed.advance(Duration.ofSeconds(1));
        assertThat(ask("monitor").statusCode()).isEqualTo(200);
        assertThat(ask("monitor").statusCode()).isEqualTo(429);

        // So much time as a test does not take.
        elapsed.advance(Duration.ofDays(1));
        for (int i = 0; i < 3; i++) {
            assertThat(ask("monitor").statusCode()).isEqualTo(200);
        }
        assertThat(ask("monitor").statusCode()).isEqualTo(429);
    }

    @TestConfiguration
    static class Time {
        @Bean
        SetTime elapsed() {
            return new SetTime();
        }
    }

    static final class SetTime implements ElapsedTime {
        private final AtomicLong now = new AtomicLong();

        void advance(Duration by) {
            now.addAndGet(by.toNanos());
        }

        @Override
        public long nanos() {
            return now.get();
        }
    }
}
