package org.trialbook.view.matrix;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.OddDays;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.view.course.Stage;
import org.trialbook.view.course.SubjectView;

/// One subject's row: a cell per visit, in the protocol's order, and for the former visits that have anything to show.
///
/// @param on the day on which a visit counts as due or overdue: today at the subject's site, unless one was asked for
/// @param marks what is odd about the subject's days; see [OddDays]
public record MatrixRow(
        String subject, @Nullable String site, Stage stage, LocalDate on, List<Cell> visits, List<OddDays.Mark> marks) {

    /// @param status `done`, `out-of-window`, `missed`, `upcoming`, `due`, `overdue`, `not-scheduled` (what it is
    ///     counted from has not happened), `ended` (the subject left before it), `no-longer-planned` (the
    ///     protocol in force has no such visit, and nothing was recorded of it for this subject)
    /// @param daysOutside days outside the window, negative when early; for an overdue visit, days since it closed
    /// @param target the day the visit is or was due
    public record Cell(
            String visit,
            String status,
            @Nullable LocalDate doneOn,
            int daysOutside,
            @Nullable LocalDate target,
            @Nullable String reason) {}

    /// The visits of the protocol alone.
    public static MatrixRow of(SubjectView subject, Protocol protocol, LocalDate on) {
        return of(subject, protocol, List.of(), on);
    }

    /// @param former visits that earlier versions had, to stand behind the protocol's own
    /// @param on the day on which a visit counts as due or overdue
    static MatrixRow of(SubjectView subject, Protocol protocol, List<CodeListItem> former, LocalDate on) {
        Stream<Cell> cells = protocol.visits().stream()
                .map(visit -> recorded(subject, visit.code()).orElseGet(() -> expected(subject, visit, on)));
        Stream<Cell> formerCells = former.stream()
                .map(visit -> recorded(subject, visit.code())
                        .orElseGet(() -> new Cell(visit.code(), "no-longer-planned", null, 0, null, null)));
        return new MatrixRow(
                subject.subject(),
                subject.site(),
                subject.stage(),
                on,
                Stream.concat(cells, formerCells).toList(),
                subject.marks(protocol));
    }

    private static Optional<Cell> recorded(SubjectView subject, String visit) {
        return Optional.ofNullable(subject.visits().outcomes().get(visit))
                .map(recorded -> new Cell(
                        visit,
                        !recorded.done() ? "missed" : recorded.outOfWindow() ? "out-of-window" : "done",
                        recorded.doneOn(),
                        recorded.daysOutside(),
                        recorded.target(),
                        recorded.reason()));
    }

    private static Cell expected(SubjectView subject, Protocol.Visit visit, LocalDate on) {
        if (subject.stage().ended()) {
            return new Cell(visit.code(), "ended", null, 0, null, null);
        }
        VisitWindow window = subject.visits().window(visit).orElse(null);
        if (window == null) {
            return new Cell(visit.code(), "not-scheduled", null, 0, null, null);
        }
        int days = window.daysOutside(on);
        String status = days < 0 ? "upcoming" : days == 0 ? "due" : "overdue";
        return new Cell(visit.code(), status, null, Math.max(days, 0), window.target(), null);
    }
}
