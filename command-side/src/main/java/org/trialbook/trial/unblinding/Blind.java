package org.trialbook.trial.unblinding;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trialbook.event.StudyEvent.EnvelopesIssued;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.SubjectEvent.UnblindingAssessed;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.ChartFold;

/// A subject's chart and what has become of its blind.
///
/// @param unblindings number → its day
/// @param assessed numbers of the unblindings that were assessed
/// @param envelopes the site's envelopes: issue → whose arm is in them
/// @param studyUnblinded whether everybody may know by now
public record Blind(
        Chart chart,
        SortedMap<Integer, LocalDate> unblindings,
        Set<Integer> assessed,
        Map<Integer, Set<SubjectId>> envelopes,
        boolean studyUnblinded) {

    static Blind kept() {
        return new Blind(Chart.empty(), new TreeMap<>(), Set.of(), Map.of(), false);
    }

    Blind evolve(TrialEvent event) {
        Chart next = ChartFold.evolve(chart, event);
        return switch (event) {
            case SubjectUnblinded e -> {
                SortedMap<Integer, LocalDate> all = new TreeMap<>(unblindings);
                all.put(e.unblinding(), e.on());
                yield new Blind(next, all, assessed, envelopes, studyUnblinded);
            }
            case UnblindingAssessed e -> {
                Set<Integer> all = new HashSet<>(assessed);
                all.add(e.unblinding());
                yield new Blind(next, unblindings, all, envelopes, studyUnblinded);
            }
            case EnvelopesIssued e -> {
                Map<Integer, Set<SubjectId>> all = new HashMap<>(envelopes);
                all.put(e.issue(), Set.copyOf(e.subjects()));
                yield new Blind(next, unblindings, assessed, all, studyUnblinded);
            }
            case StudyUnblinded ignored -> new Blind(next, unblindings, assessed, envelopes, true);
            default -> new Blind(next, unblindings, assessed, envelopes, studyUnblinded);
        };
    }

    /// The number of the next unblinding.
    int next() {
        return unblindings.isEmpty() ? 1 : unblindings.lastKey() + 1;
    }
}
