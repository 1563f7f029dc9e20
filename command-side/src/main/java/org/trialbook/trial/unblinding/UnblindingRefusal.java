package org.trialbook.trial.unblinding;

import java.util.List;
import java.util.Map;
import org.trialbook.event.SiteId;
import org.trialbook.trial.act.Refusal;

/// Why a blind is not broken, or a broken one not assessed.
public sealed interface UnblindingRefusal extends Refusal {

    @Override
    default Map<String, String> evidence() {
        return Map.of();
    }

    /// The allocations are disclosed to everybody: there is nothing left to break.
    record StudyIsUnblinded() implements UnblindingRefusal {
        @Override
        public String name() {
            return "study-is-unblinded";
        }

        @Override
        public String rule() {
            return "The study is unblinded: every allocation stands in the record in clear.";
        }
    }

    /// What was given instead of a code is free text, and the refusal is recorded: it is sealed.
    ///
    /// @param kind what sort of code was expected
    record UnknownReason(String kind, String code, List<String> known) implements UnblindingRefusal {
        @Override
        public String name() {
            return "unknown-code";
        }

        @Override
        public String rule() {
            return "The protocol names what can be recorded.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("kind", kind, "known", String.join(", ", known));
        }

        @Override
        public Map<String, String> sealedEvidence() {
            return Map.of("code", code);
        }
    }

    record NoSuchUnblinding(int unblinding, int known) implements UnblindingRefusal {
        @Override
        public String name() {
            return "no-such-unblinding";
        }

        @Override
        public String rule() {
            return "An assessment names an unblinding of the subject by its number, 1 for the first.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("unblinding", Integer.toString(unblinding), "recorded", Integer.toString(known));
        }
    }

    /// No envelope of this issue holds the subject's arm.
    record NotInTheEnvelopes(int issue) implements UnblindingRefusal {
        @Override
        public String name() {
            return "not-in-the-envelopes";
        }

        @Override
        public String rule() {
            return "A code break names the issue of the site's envelopes in which there was one for the subject.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("issue", Integer.toString(issue));
        }
    }

    record NobodyRandomized(SiteId site) implements UnblindingRefusal {
        @Override
        public String name() {
            return "nobody-randomized";
        }

        @Override
        public String rule() {
            return "Envelopes are made for the randomized subjects of a site.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("site", site.value());
        }
    }

    record StudyNotLocked() implements UnblindingRefusal {
        @Override
        public String name() {
            return "study-not-locked";
        }

        @Override
        public String rule() {
            return "A study is unblinded after its data are final: it is locked first.";
        }
    }

    record ApprovedByTheSame(String account) implements UnblindingRefusal {
        @Override
        public String name() {
            return "approved-by-the-same";
        }

        @Override
        public String rule() {
            return "Two different people approve the unblinding.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("approvedBy", account);
        }
    }

    record ApprovedInTheSameRole(String role) implements UnblindingRefusal {
        @Override
        public String name() {
            return "approved-in-the-same-role";
        }

        @Override
        public String rule() {
            return "The two who approve the unblinding do so in different roles.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("role", role);
        }
    }
}
