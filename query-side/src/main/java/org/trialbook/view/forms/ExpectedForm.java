package org.trialbook.view.forms;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.VisitOutcome;
import org.trialbook.event.VisitWindow;
import org.trialbook.view.course.SubjectView;

/// A form that the protocol expects of a visit and that is not recorded.
///
/// @param visitDoneOn null while the visit is not recorded as done
/// @param closes the last day of the visit's window; null where it has none
public record ExpectedForm(
        String subject,
        @Nullable String site,
        String visit,
        String form,
        Status status,
        @Nullable LocalDate visitDoneOn,
        @Nullable LocalDate target,
        @Nullable LocalDate closes) {

    public enum Status {
        /// The visit's window is open, and it is not recorded as done.
        @JsonProperty("due")
        DUE,
        /// The visit took place.
        @JsonProperty("missing")
        MISSING,
        /// The visit's window has closed, whether or not it took place.
        @JsonProperty("overdue")
        OVERDUE
    }

    /// @param ended whether the protocol ended the visit before it was due
    static @Nullable Status status(
            SubjectView subject,
            @Nullable VisitWindow window,
            @Nullable VisitOutcome outcome,
            boolean ended,
            LocalDate on) {
        boolean done = outcome != null && outcome.done();
        boolean missed = outcome != null && !outcome.done();
        if (missed || (!done && (ended || subject.stage().ended()))) {
            return null;
        }
        int outside = window == null ? 0 : window.daysOutside(on);
        if (done) {
            return outside > 0 ? Status.OVERDUE : Status.MISSING;
        }
        return window == null || outside < 0 ? null : outside > 0 ? Status.OVERDUE : Status.DUE;
    }
}
