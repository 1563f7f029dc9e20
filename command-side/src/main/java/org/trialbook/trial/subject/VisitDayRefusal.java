package org.trialbook.trial.subject;

import java.util.List;
import java.util.Map;
import org.trialbook.trial.act.Refusal;

/// Why something does not belong to a visit.
public sealed interface VisitDayRefusal extends Refusal {

    /// The visit is counted from a day that has not come.
    record NoAnchor(String visit, String anchor) implements VisitDayRefusal {
        @Override
        public String name() {
            return "visit-has-no-anchor-yet";
        }

        @Override
        public String rule() {
            return "A visit's window is counted from the act that the protocol anchors it to.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("visit", visit, "anchor", anchor);
        }
    }

    record VisitWasMissed(String visit) implements VisitDayRefusal {
        @Override
        public String name() {
            return "visit-was-missed";
        }

        @Override
        public String rule() {
            return "Nothing was filled in or recorded at a visit that was missed. Record the visit as done first, if it"
                    + " took place after all.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("visit", visit);
        }
    }

    /// @param made the forms and recordings of the visit
    record VisitTookPlace(String visit, List<String> made) implements VisitDayRefusal {
        @Override
        public String name() {
            return "visit-took-place";
        }

        @Override
        public String rule() {
            return "A visit at which forms were filled in or recordings made was not missed.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("visit", visit, "made", String.join(", ", made));
        }
    }
}
