package org.trialbook.view.forms;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.FormAnswers;
import org.trialbook.casebook.VisitOutcome;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Protocol;
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

    /// A subject's, in the order of the protocol's visits and forms. Of a missed visit nothing is expected, and
    /// of one that is still to come after the subject has left neither.
    ///
    /// @param on the day on which it is asked
    public static List<ExpectedForm> of(SubjectView subject, Protocol protocol, LocalDate on) {
        List<ExpectedForm> expected = new ArrayList<>();
        for (Protocol.Visit visit : protocol.visits()) {
            VisitWindow window = subject.visits().window(visit).orElse(null);
            VisitOutcome outcome = subject.visits().outcomes().get(visit.code());
            Status status = status(subject, window, outcome, on);
            if (status != null) {
                for (String form : visit.forms()) {
                    if (!subject.answers().forms().containsKey(FormAnswers.key(visit.code(), form))) {
                        expected.add(new ExpectedForm(
                                subject.subject(),
                                subject.site(),
                                visit.code(),
                                form,
                                status,
                                outcome == null ? null : outcome.doneOn(),
                                window == null ? null : window.target(),
                                window == null ? null : window.closes()));
                    }
                }
            }
        }
        return expected;
    }

    private static @Nullable Status status(
            SubjectView subject, @Nullable VisitWindow window, @Nullable VisitOutcome outcome, LocalDate on) {
        boolean done = outcome != null && outcome.done();
        boolean missed = outcome != null && !outcome.done();
        if (missed || (!done && subject.stage().ended())) {
            return null;
        }
        int outside = window == null ? 0 : window.daysOutside(on);
        if (done) {
            return outside > 0 ? Status.OVERDUE : Status.MISSING;
        }
        return window == null || outside < 0 ? null : outside > 0 ? Status.OVERDUE : Status.DUE;
    }
}
