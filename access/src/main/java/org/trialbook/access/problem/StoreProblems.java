package org.trialbook.access.problem;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// How either side answers a request that it cannot answer because of the store: 503, and when to come back.
public final class StoreProblems {

    /// Name of the problem with an event that this release does not know, whoever meets it.
    public static final String LATER_RELEASE = "record-from-a-later-release";

    private StoreProblems() {}

    /// The store did not answer, or did not take what it was given.
    public static ResponseEntity<Problem> unavailable(HttpServletResponse response) {
        return answer(
                response,
                Problem.of(
                        "store-unavailable",
                        "The store does not answer",
                        503,
                        "Repeat the request in a moment; an act with the same key, so that it is recorded once."));
    }

    /// The store holds something else than what was written.
    public static ResponseEntity<Problem> damaged(HttpServletResponse response) {
        return answer(
                response,
                Problem.of(
                        "record-damaged",
                        "The record is not what was written",
                        503,
                        "Nothing is answered from it until it is restored. Tell the operator."));
    }

    /// The record holds an event that only a later release knows. Which one is the operator's to know: to somebody
    /// blinded its name could tell what happened to whom.
    public static ResponseEntity<Problem> ofALaterRelease(HttpServletResponse response) {
        return answer(
                response,
                Problem.of(
                        LATER_RELEASE,
                        "The record is of a later release",
                        503,
                        "A later release of Trialbook wrote in this record, and only that one answers from it. Tell the"
                                + " operator."));
    }

    /// @param response may have been prepared for what cannot be sent now
    private static ResponseEntity<Problem> answer(HttpServletResponse response, Problem problem) {
        if (!response.isCommitted()) {
            response.resetBuffer();
            response.setContentLengthLong(-1);
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, null);
        }
        return ResponseEntity.status(problem.status())
                .header(HttpHeaders.RETRY_AFTER, "1")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
