package org.trialbook.trial.visit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.VisitWindow;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Visit;
import org.trialbook.protocol.VisitAnchors;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.SequenceRefusal.UnknownCode;
import org.trialbook.trial.subject.Chart;

/// Computes a visit's window from its anchor in the subject's chart.
final class Windows {

    private Windows() {}

    /// The window, or nothing for a visit without a fixed date or whose anchor has not happened.
    static Optional<VisitWindow> of(Visit visit, Chart chart) {
        return chart.history().flatMap(history -> VisitAnchors.window(visit, history.anchors()));
    }

    static Visit visit(Chart chart, String code) {
        return chart.versions().visit(code).orElseThrow();
    }

    /// The protocol in force has the visit; or it had, and what was recorded of the visit is to be put right.
    static @Nullable Refusal known(Chart chart, String code) {
        Protocol protocol = Objects.requireNonNull(chart.protocol());
        List<String> known = protocol.visits().stream().map(Visit::code).toList();
        boolean recorded = chart.history().orElseThrow().visits().containsKey(code);
        return known.contains(code) || recorded ? null : new UnknownCode("visit", code, known);
    }

    static @Nullable Refusal anchored(Chart chart, String code) {
        Visit visit = visit(chart, code);
        return visit.anchor() == null || of(visit, chart).isPresent()
                ? null
                : new VisitRefusal.NoAnchor(code, visit.anchor());
    }
}
