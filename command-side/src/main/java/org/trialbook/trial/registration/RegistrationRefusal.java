package org.trialbook.trial.registration;

import java.util.Map;
import org.trialbook.event.SiteId;
import org.trialbook.trial.act.Refusal;

/// Why a subject is not registered.
public sealed interface RegistrationRefusal extends Refusal {

    record SiteIsFull(SiteId site, int subjects) implements RegistrationRefusal {
        @Override
        public String name() {
            return "site-has-no-number-left";
        }

        @Override
        public String rule() {
            return "A site gives at most 9,999 screening numbers.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("site", site.value(), "registered", Integer.toString(subjects));
        }
    }

    record ImplausibleBirthYear(int birthYear, int earliest, int latest) implements RegistrationRefusal {
        @Override
        public String name() {
            return "implausible-birth-year";
        }

        @Override
        public String rule() {
            return "A birth year lies within the last 120 years.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of(
                    "birthYear",
                    Integer.toString(birthYear),
                    "earliest",
                    Integer.toString(earliest),
                    "latest",
                    Integer.toString(latest));
        }
    }
}
