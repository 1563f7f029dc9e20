package org.trialbook.trial.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.trialbook.access.problem.Problem;
import org.trialbook.store.ClockBehindException;
import org.trialbook.store.DamagedLogException;
import org.trialbook.store.LogBusyException;
import org.trialbook.store.LogClosedException;
import org.trialbook.store.LogUnavailableException;
import org.trialbook.store.UnsettledAppendException;

/// An act that the log cannot take is answered with 503, a time to come back, and what to do.
class LogThatTakesNothingTest {

    private static final Map<RuntimeException, String> PROBLEMS = Map.of(
            new LogBusyException(10_000, 5_000_000),
            "busy",
            AppendEventsTransactionRejectedException.conflictingEventsDetected(new GlobalIndexConsistencyMarker(7)),
            "busy",
            new UnsettledAppendException(7, null),
            "outcome-unknown",
            new ClockBehindException(Instant.EPOCH, Instant.EPOCH.plusSeconds(3600)),
            "clock-behind",
            new DamagedLogException(7, "its line is another"),
            "record-damaged",
            new LogClosedException("The log is closed"),
            "shutting-down",
            new MongoTimeoutException("no server"),
            "store-unavailable",
            new LogUnavailableException("The store no longer holds block 7"),
            "store-unavailable");

    @Test
    void everyFailureOfTheLogHasAProblemOfItsOwnAndATimeToComeBack() {
        PROBLEMS.forEach((failure, name) -> {
            ResponseEntity<Object> response = Objects.requireNonNull(LogUnavailable.of(failure), failure.toString())
                    .response();
            assertThat(response.getStatusCode().value()).isEqualTo(503);
            assertThat(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
            assertThat(response.getBody())
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.type()).hasToString("urn:trialbook:problem:" + name));
        });
    }

    @Test
    void doesNotPromiseThatNothingWasRecordedWhenThatIsNotKnown() {
        assertThat(LogUnavailable.of(new UnsettledAppendException(7, null)))
                .extracting(LogUnavailable::detail)
                .asString()
                .doesNotContain("Nothing was recorded");
    }

    @Test
    void aFailureOfTheProgramIsNotCalledOneOfTheLog() {
        assertThat(LogUnavailable.of(new IllegalStateException("a bug"))).isNull();
    }
}
