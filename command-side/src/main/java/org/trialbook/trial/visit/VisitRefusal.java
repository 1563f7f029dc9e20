package org.trialbook.trial.visit;

import java.time.LocalDate;
import java.util.Map;
import org.trialbook.trial.act.Refusal;

/// Why a visit is not recorded. A visit outside its window is recorded, as a deviation; it is never refused.
public sealed interface VisitRefusal extends Refusal {

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
