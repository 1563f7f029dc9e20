package org.trialbook.view.matrix;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.OddDays;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.VisitAnchors;
import org.trialbook.view.overview.Stage;

/// One subject's row: a cell per visit, in the protocol's order.
///
/// @param on the day on which a visit counts as due or overdue: today at the subject's site, unless one was asked for
/// @param marks what is odd about the subject's days; see [OddDays]
public record MatrixRow(
        String subject, @Nullable String site, Stage stage, LocalDate on, List<Cell> visits, List<OddDays.Mark> marks) {

    /// @param status `done`, `out-of-window`, `missed`, `upcoming`, `due`, `overdue`, `not-scheduled` (what it is
    ///     counted from has not happened), `ended` (the subject left before it)
    /// @param daysOutside days outside the window, negative when early; for an overdue visit, days since it closed
    /// @param target the day the visit is or was due
    public record Cell(
            String visit,
            String status,
            @Nullable LocalDate doneOn,
            int daysOutside,
            @Nullable LocalDate target,
            @Nullable String reason) {}

    /// @param on the day on which a visit counts as due or overdue
    public static MatrixRow of(SubjectView subject, Protocol protocol, LocalDate on) {
        List<Cell> cells = protocol.visits().stream()
                .map(visit -> cell(subject, visit, on))
                .toList();
        return new MatrixRow(subject.subject(), subject.site(), subject.stage(), on, cells, subject.marks(protocol));
    }

    private static Cell cell(SubjectView subject, Protocol.Visit visit, LocalDate on) {
        VisitView recorded = subject.visits().get(visit.code());
        if (recorded != null) {
            String status = !recorded.done() ? "missed" : recorded.daysOutside() == 0 ? "done" : "out-of-window";
            return new Cell(
                    visit.code(),
                    status,
                    recorded.doneOn(),
                    recorded.daysOutside(),
                    recorded.target(),
                    recorded.reason());
        }
        if (subject.stage().ended()) {
            return new Cell(visit.code(), "ended", null, 0, null, null);
        }
        VisitWindow window = VisitAnchors.window(visit, subject.anchors()).orElse(null);
        if (window == null) {
            return new Cell(visit.code(), "not-scheduled", null, 0, null, null);
        }
        int days = window.daysOutside(on);
        String status = days < 0 ? "upcoming" : days == 0 ? "due" : "overdue";
        return new Cell(visit.code(), status, null, Math.max(days, 0), window.target(), null);
    }
}
