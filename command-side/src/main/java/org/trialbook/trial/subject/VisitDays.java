package org.trialbook.trial.subject;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Protocol.Visit;
import org.trialbook.protocol.VisitAnchors;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.SequenceRefusal.TooEarly;
import org.trialbook.trial.act.SequenceRefusal.UnknownCode;
import org.trialbook.trial.subject.Chart.History;

/// Where a visit, and whatever belongs to it, can lie in time: after what it is counted from, and not at a visit that
/// did not take place. None of it depends on what is withheld from the blinded.
public final class VisitDays {

    private VisitDays() {}

    /// The window, or nothing for a visit without a fixed date or whose anchor has not happened.
    public static Optional<VisitWindow> window(Chart chart, String code) {
        return chart.history().flatMap(history -> VisitAnchors.window(visit(chart, code), history.anchors()));
    }

    /// The refusal when the protocol in force has no such visit; one that it had, and of which something was recorded,
    /// is
    /// there to be put right.
    public static @Nullable Refusal known(Chart chart, String code) {
        List<String> known = Objects.requireNonNull(chart.protocol()).visits().stream()
                .map(Visit::code)
                .toList();
        boolean recorded = chart.history().orElseThrow().visits().containsKey(code);
        return known.contains(code) || recorded ? null : new UnknownCode("visit", code, known);
    }

    /// The refusal when what the visit is counted from has not happened.
    public static @Nullable Refusal anchored(Chart chart, String code) {
        Visit visit = visit(chart, code);
        return visit.anchor() == null || window(chart, code).isPresent()
                ? null
                : new VisitDayRefusal.NoAnchor(code, visit.anchor());
    }

    /// The refusal of a day before what the visit is counted from, unless its window opens earlier.
    public static @Nullable Refusal notBeforeItsAnchor(Chart chart, String code, LocalDate day) {
        Visit visit = visit(chart, code);
        return chart.history()
                .flatMap(history -> VisitAnchors.earliest(visit, history.anchors()))
                .filter(day::isBefore)
                .map(earliest -> new TooEarly(day, VisitAnchors.act(Objects.requireNonNull(visit.anchor())), earliest))
                .orElse(null);
    }

    /// The refusal of what belongs to a visit that was recorded as missed, and not done since.
    public static @Nullable Refusal notMissed(Chart chart, String code) {
        boolean missed = chart.history()
                .filter(history -> history.days().missed().contains(code))
                .isPresent();
        return missed ? new VisitDayRefusal.VisitWasMissed(code) : null;
    }

    /// The refusal of missing a visit that forms or recordings were made at.
    public static @Nullable Refusal nothingMadeAt(Chart chart, String code) {
        History history = chart.history().orElseThrow();
        List<String> made = Stream.concat(history.forms().keySet().stream(), history.reads().keySet().stream())
                .filter(key -> key.startsWith(code + "/"))
                .map(key -> key.substring(code.length() + 1))
                .sorted()
                .toList();
        return made.isEmpty() ? null : new VisitDayRefusal.VisitTookPlace(code, made);
    }

    private static Visit visit(Chart chart, String code) {
        return chart.versions().visit(code).orElseThrow();
    }
}
