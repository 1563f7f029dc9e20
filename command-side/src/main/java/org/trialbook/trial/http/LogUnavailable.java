package org.trialbook.trial.http;

import com.mongodb.MongoException;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.trialbook.access.clock.ClockSteppedException;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.StoreProblems;
import org.trialbook.event.UnknownEventException;
import org.trialbook.store.ClockBehindException;
import org.trialbook.store.DamagedLogException;
import org.trialbook.store.LogBusyException;
import org.trialbook.store.LogClosedException;
import org.trialbook.store.LogUnavailableException;
import org.trialbook.store.StoreFailedException;
import org.trialbook.store.UnsettledAppendException;

/// Why the log could not take an act that may be perfectly right: 503, and what the caller can do about it. In each
/// case the same request with the same key is recorded once at most, however often it is repeated.
///
/// @param name of the problem, `urn:trialbook:problem:<name>`
/// @param retryAfter seconds
record LogUnavailable(String name, String title, String detail, String retryAfter) {

    private LogUnavailable(String name, String title, String detail) {
        this(name, title, detail, "1");
    }

    /// Null when the failure is none of the log's.
    static @Nullable LogUnavailable of(RuntimeException failure) {
        return switch (failure) {
            case LogBusyException e -> busy();
            case AppendEventsTransactionRejectedException e -> busy();
            case UnsettledAppendException e ->
                new LogUnavailable(
                        "outcome-unknown",
                        "Whether the act was recorded is not known yet",
                        "Repeat the request with the same key: it is recorded once, and the repeat tells.");
            case ClockBehindException e ->
                new LogUnavailable(
                        "clock-behind",
                        "The server's clock is behind the record",
                        "Nothing was recorded: the time of recording would be false. The server's clock says " + e.now()
                                + ", the last event was recorded at " + e.lastRecordedAt()
                                + ". Repeat the request with the same key once the clock is right.");
            case ClockSteppedException e ->
                new LogUnavailable(
                        "clock-stepped",
                        "The server's clock was set",
                        "Nothing was recorded: the time of recording could be false. The server's clock says "
                                + e.clock()
                                + ", and by the time that has passed it is " + e.expected()
                                + ". Tell the operator, and repeat the request with the same key once the clock agrees"
                                + " or was confirmed.",
                        "60");
            case DamagedLogException e ->
                new LogUnavailable(
                        "record-damaged",
                        "The record is not what was written",
                        "Nothing was recorded, and nothing will be until the record is restored. Tell the operator.");
            case UnknownEventException e ->
                new LogUnavailable(
                        StoreProblems.LATER_RELEASE,
                        "The record is of a later release",
                        "Nothing was recorded: a later release of Trialbook wrote in this record, and only that one"
                                + " decides from it. Tell the operator, and repeat the request with the same key.",
                        "60");
            case LogClosedException e ->
                new LogUnavailable(
                        "shutting-down",
                        "The server is shutting down",
                        "Nothing was recorded. Repeat the request with the same key.");
            case MongoException e -> unavailable();
            case StoreFailedException e -> unavailable();
            case LogUnavailableException e -> unavailable();
            default -> null;
        };
    }

    private static LogUnavailable unavailable() {
        return new LogUnavailable(
                "store-unavailable",
                "The store of the record does not answer",
                "Nothing was recorded. Repeat the request with the same key.");
    }

    private static LogUnavailable busy() {
        return new LogUnavailable(
                "busy", "The record is busy", "Nothing was recorded. Repeat the request with the same key.");
    }

    ResponseEntity<Object> response() {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, retryAfter)
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .body(Problem.of(name, title, 503, detail));
    }
}
