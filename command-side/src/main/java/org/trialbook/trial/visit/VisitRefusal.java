package org.trialbook.trial.visit;

import java.time.LocalDate;
import java.util.Map;
import org.trialbook.trial.act.Refusal;

/// Why a visit is not recorded. A visit outside its window is recorded, as a deviation; it is never refused.
public sealed interface VisitRefusal extends Refusal {

    /// The visit is counted from a day that has not come.
    record NoAnchor(String visit, String anchor) implements VisitRefusal {
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

    record WindowStillOpen(String visit, LocalDate closes) implements VisitRefusal {
        @Override
        public String name() {
            return "visit-window-still-open";
        }

        @Override
        public String rule() {
            return "A visit is missed only once its window has closed.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("visit", visit, "closes", closes.toString());
        }
    }
}
