package org.trialbook.view;

import com.mongodb.MongoException;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.StoreProblems;
import org.trialbook.event.UnknownEventException;
import org.trialbook.store.DamagedLogException;
import org.trialbook.store.FailureLog;
import org.trialbook.store.LogBusyException;
import org.trialbook.store.LogClosedException;
import org.trialbook.store.LogUnavailableException;
import org.trialbook.store.StoreFailedException;
import org.trialbook.store.UnsettledAppendException;

/// Answers a question that cannot be answered because of the store, wherever in the process the failure was met.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StoreAdvice {

    private final FailureLog failures = new FailureLog(
            LoggerFactory.getLogger(StoreAdvice.class), "A request was answered with 503, since the store failed");

    @ExceptionHandler({
        MongoException.class,
        StoreFailedException.class,
        LogUnavailableException.class,
        UnsettledAppendException.class,
        LogBusyException.class,
        LogClosedException.class
    })
    ResponseEntity<Problem> unavailable(Exception e, HttpServletResponse response) {
        failures.failed(e);
        return StoreProblems.unavailable(response);
    }

    @ExceptionHandler
    ResponseEntity<Problem> ofALaterRelease(UnknownEventException e, HttpServletResponse response) {
        failures.failed(e);
        return StoreProblems.ofALaterRelease(response);
    }

    @ExceptionHandler
    ResponseEntity<Problem> damaged(DamagedLogException e, HttpServletResponse response) {
        failures.failed(e);
        return StoreProblems.damaged(response);
    }
}
