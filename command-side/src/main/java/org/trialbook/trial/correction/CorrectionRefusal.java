package org.trialbook.trial.correction;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.Value;
import org.trialbook.trial.act.Refusal;

/// Why a value is not corrected.
public sealed interface CorrectionRefusal extends Refusal {

    @Override
    default Map<String, String> evidence() {
        return Map.of();
    }

    record FormNotRecorded(String visit, String form) implements CorrectionRefusal {
        @Override
        public String name() {
            return "form-not-recorded";
        }

        @Override
        public String rule() {
            return "Only what was recorded is corrected.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("visit", visit, "form", form);
        }
    }

    /// Somebody else corrected it first, or the caller mistook the old value.
    ///
    /// @param revealing whether the answer tells the arm
    record ValueDiffers(@Nullable Value current, boolean revealing) implements CorrectionRefusal {
        @Override
        public String name() {
            return "value-differs";
        }

        @Override
        public String rule() {
            return "A correction names the value it replaces, as it stands in the record now.";
        }

        @Override
        public Map<String, String> evidence() {
            return revealing ? Map.of() : Map.of("current", shown());
        }

        @Override
        public Map<String, String> sealedEvidence() {
            return revealing ? Map.of("current", shown()) : Map.of();
        }

        private String shown() {
            return current == null ? "(empty)" : current.value() + (current.unit() == null ? "" : " " + current.unit());
        }
    }

    record NothingChanges() implements CorrectionRefusal {
        @Override
        public String name() {
            return "nothing-changes";
        }

        @Override
        public String rule() {
            return "A correction changes a value.";
        }
    }
}
