package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CorrectionEvent.EligibilityCorrected;
import org.trialbook.event.FoundDeviation;
import org.trialbook.event.RuleEvent.FoundDeviationRecorded;
import org.trialbook.event.TrialEvent;

/// Deviations of one subject that follow from what is recorded: a visit on a day outside its window, somebody
/// randomized
/// who turned out not to be eligible, or to belong to another stratum. Nothing sealed has a say, and nothing that is
/// withheld.
public final class FoundDeviations {
    public static final String VISIT_OUT_OF_WINDOW = "visit-out-of-window";
    public static final String INELIGIBLE = "ineligible";
    public static final String WRONG_STRATUM = "wrong-stratum";

    private final Set<FoundDeviation> recorded = new HashSet<>();
    private @Nullable EligibilityCorrected corrected;

    /// @param on the day of the visit; null where it is that of the randomization
    /// @param recorded whether somebody has recorded it as a deviation
    public record Finding(FoundDeviation what, @Nullable LocalDate on, boolean recorded) {}

    public void apply(TrialEvent event) {
        if (event instanceof EligibilityCorrected newest) {
            corrected = newest;
        } else if (event instanceof FoundDeviationRecorded deviation) {
            recorded.add(deviation.found());
        }
    }

    /// @param visits visit code → what became of it
    public List<Finding> all(Map<String, VisitOutcome> visits) {
        List<Finding> all = new ArrayList<>();
        new TreeMap<>(visits).forEach((visit, outcome) -> {
            if (outcome.outOfWindow()) {
                all.add(finding(
                        new FoundDeviation(VISIT_OUT_OF_WINDOW, visit, Integer.toString(outcome.daysOutside())),
                        outcome.doneOn()));
            }
        });
        EligibilityCorrected newest = corrected;
        if (newest != null && !newest.criteriaNotMet().isEmpty()) {
            all.add(finding(new FoundDeviation(INELIGIBLE, null, String.join(" ", newest.criteriaNotMet())), null));
        }
        if (newest != null && !newest.drawn().equals(newest.strata())) {
            String found = "%s %s".formatted(new TreeMap<>(newest.drawn()), new TreeMap<>(newest.strata()));
            all.add(finding(new FoundDeviation(WRONG_STRATUM, null, found), null));
        }
        return List.copyOf(all);
    }

    private Finding finding(FoundDeviation what, @Nullable LocalDate on) {
        return new Finding(what, on, recorded.contains(what));
    }
}
