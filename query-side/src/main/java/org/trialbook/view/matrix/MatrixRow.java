package org.trialbook.view.matrix;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.CasebookStanding;
import org.trialbook.casebook.FormStatus;
import org.trialbook.casebook.OddDays;
import org.trialbook.casebook.SubjectProgress;
import org.trialbook.casebook.VisitSchedule;
import org.trialbook.event.FormInstance;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.Visit;
import org.trialbook.view.course.Stage;
import org.trialbook.view.course.SubjectView;

/// One subject's row: a cell per visit, in the protocol's order, and for the former visits that have anything to
/// show.
///
/// @param on the day on which a visit counts as due or overdue: today at the subject's site, unless one was asked
///     for
/// @param marks what is odd about the subject's days; see [OddDays]
public record MatrixRow(
        String subject, @Nullable String site, Stage stage, LocalDate on, List<Cell> visits, List<OddDays.Mark> marks) {

    /// @param status `done`, `out-of-window`, `missed`, `upcoming`, `due`, `overdue`, `not-scheduled` (what it is
    ///     counted from has not happened, or nobody plans it and there was none), `ended` (the subject left before
    ///     it, or the protocol ends it), `no-longer-planned` (the version that holds for the subject has no such
    ///     visit, and nothing was recorded of it for this subject)
    /// @param daysOutside days outside the window, negative when early; for an overdue visit, days since it closed
    /// @param target the day the visit is or was due
    /// @param endedBy what ended it, as the protocol names it, or why the subject left; null of any other
    /// @param forms of the visit that are recorded, each as everybody may know; see [FormStatus]
    public record Cell(
            String visit,
            String status,
            @Nullable LocalDate doneOn,
            int daysOutside,
            @Nullable LocalDate target,
            @Nullable String reason,
            @Nullable String endedBy,
            List<FormWord> forms) {

        Cell(
                String visit,
                String status,
                @Nullable LocalDate doneOn,
                int daysOutside,
                @Nullable LocalDate target,
                @Nullable String reason) {
            this(visit, status, doneOn, daysOutside, target, reason, null, List.of());
        }

        static Cell ended(String visit, @Nullable String by) {
            return new Cell(visit, "ended", null, 0, null, null, by, List.of());
        }

        private Cell with(List<FormWord> forms) {
            return new Cell(visit, status, doneOn, daysOutside, target, reason, endedBy, forms);
        }
    }

    /// How far a form is, in one word.
    ///
    /// @param key which entry it is; null of a form that does not repeat
    public record FormWord(String form, @Nullable String key, FormStatus status) {}

    /// The same, each visit with its forms.
    MatrixRow with(CasebookStanding casebook) {
        return new MatrixRow(
                subject,
                site,
                stage,
                on,
                visits.stream()
                        .map(cell -> cell.with(words(casebook, cell.visit())))
                        .toList(),
                marks);
    }

    private static List<FormWord> words(CasebookStanding casebook, String visit) {
        // Of a visit are the paths that begin with it and a slash; behind the slash comes the nought.
        return casebook.forms().subMap(visit + "/", visit + "0").keySet().stream()
                .map(FormInstance::at)
                .map(form -> new FormWord(form.form(), form.key(), casebook.status(form)))
                .toList();
    }

    /// The visits of the protocol alone.
    public static MatrixRow of(SubjectView subject, Protocol protocol, LocalDate on) {
        return of(
                subject,
                protocol,
                protocol.schedule().stream()
                        .map(visit -> new CodeListItem(visit.code(), visit.label()))
                        .toList(),
                on);
    }

    /// @param protocol that holds for the subject
    /// @param visits those that are shown, of whichever version, or that nobody could plan
    /// @param on the day on which a visit counts as due or overdue
    static MatrixRow of(SubjectView subject, Protocol protocol, List<CodeListItem> visits, LocalDate on) {
        Map<String, Visit> planned = new HashMap<>();
        protocol.schedule().forEach(visit -> planned.put(visit.code(), visit));
        List<Cell> cells = visits.stream()
                .map(visit -> recorded(subject, visit.code())
                        .or(() -> Optional.ofNullable(planned.get(visit.code())).map(due -> expected(subject, due, on)))
                        .orElseGet(() -> new Cell(visit.code(), unrecorded(protocol, visit), null, 0, null, null)))
                .toList();
        return new MatrixRow(subject.subject(), subject.site(), subject.stage(), on, cells, subject.marks(protocol));
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

    private static String unrecorded(Protocol protocol, CodeListItem visit) {
        return protocol.visit(visit.code()).isPresent() ? "not-scheduled" : "no-longer-planned";
    }

    private static Cell expected(SubjectView subject, Visit visit, LocalDate on) {
        if (subject.stage().ended()) {
            SubjectProgress.Withdrawal withdrawal = subject.progress().withdrawal();
            return Cell.ended(visit.code(), withdrawal == null ? null : withdrawal.reason());
        }
        Optional<VisitSchedule.End> end = subject.schedule().end(visit);
        if (end.isPresent()) {
            return Cell.ended(visit.code(), end.get().by());
        }
        VisitWindow window = subject.schedule().window(visit).orElse(null);
        if (window == null) {
            return new Cell(visit.code(), "not-scheduled", null, 0, null, null);
        }
        int days = window.daysOutside(on);
        String status = days < 0 ? "upcoming" : days == 0 ? "due" : "overdue";
        return new Cell(visit.code(), status, null, Math.max(days, 0), window.target(), null);
    }
}
