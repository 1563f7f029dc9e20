package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("reads what is logged to the console")
class FailureLogTest {

    private final PrintStream console = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong();
    private final FailureLog log = new FailureLog(LoggerFactory.getLogger("test"), "It failed", now::get);

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setErr(console);
    }

    private List<String> lines() {
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            log.failed(new UnsettledAppendException(7, new IllegalStateException("what is sealed")));
        }
    }

    @Test
    void theFirstIsSaidAtOnceAndTheRestOnceAMinute() {
        fail(1_000);
        assertThat(lines()).singleElement().asString().contains("It failed; trying again");
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        fail(1_000);
        assertThat(lines()).hasSize(2).last().asString().contains("1000 times since");
    }

    @Test
    void theEndIsSaidOnceAndWhatComesAfterItIsNew() {
        fail(3);
        log.works();
        log.works();
        fail(1);
        assertThat(lines()).hasSize(3).last().asString().contains("trying again");
        assertThat(lines().get(1)).contains("over, after 3 failures");
    }

    /// Those who read logs are blinded.
    @Test
    void onlyTheStoreAndTheDriverAreQuoted() {
        fail(1);
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("block 7", "java.lang.IllegalStateException")
                .doesNotContain("what is sealed");
    }
}
