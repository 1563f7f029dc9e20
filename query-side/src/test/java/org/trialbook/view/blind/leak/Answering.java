package org.trialbook.view.blind.leak;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.trialbook.view.blind.History;

/// An answer that is ready, and what a leak could put into it.
record Answering(HttpServletRequest request, HttpServletResponse response, String body, History history) {

    String path() {
        return request.getRequestURI();
    }

    boolean asks(String end) {
        return path().endsWith(end);
    }

    /// The arm of the first subject that has one.
    String arm() {
        return history.arms().firstEntry().getValue();
    }

    /// How many have conduction system pacing.
    long conduction() {
        return history.arms().values().stream().filter("CSP"::equals).count();
    }

    /// How many events the record has, withheld ones among them.
    long size() {
        return history.record().size();
    }

    /// Every arm, in the order of the subjects.
    String arms() {
        return String.join(",", history.arms().values());
    }
}
