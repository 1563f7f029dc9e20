package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyId;

/// A study protocol. Every list keeps the file's order, which is the order things are shown in.
///
/// @param title the study's public title
/// @param registry its registry number, such as `NCT04561778`
/// @param target how many subjects are randomized; the next one is refused
/// @param assumptions what the sponsor's protocol leaves open and this file had to assume: each names the
///     place in the file
/// @param order act → the acts that must have been recorded before it for the same subject
public record Protocol(
        StudyId study,
        String version,
        String title,
        String registry,
        String blinding,
        @JsonProperty(required = true) int target,
        List<Arm> arms,
        Allocation allocation,
        Eligibility eligibility,
        Map<String, List<String>> order,
        Implant implant,
        CrossoverRules crossover,
        List<Visit> visits,
        List<Form> forms,
        List<ReadPlan> reads,
        @JsonProperty("missed-visit-reasons") List<Choice> missedVisitReasons,
        @JsonProperty("withdrawal-reasons") List<Choice> withdrawalReasons,
        List<Assumption> assumptions) {

    /// A code and what it stands for.
    public record Choice(String code, String label) {}

    /// An arm and its share of the subjects.
    ///
    /// @param treatment lead codes that are this arm's own treatment
    /// @param adjunct lead codes that may be added as protocol treatment, without being a crossover
    public record Arm(
            ArmCode code,
            String label,
            @JsonProperty(required = true) int ratio,
            List<String> treatment,
            List<String> adjunct) {
        public Arm {
            treatment = orNone(treatment);
            adjunct = orNone(adjunct);
        }
    }

    /// @param method `permuted-blocks`
    /// @param stratifyBySite whether the site is part of the stratum
    /// @param factors further stratification factors
    public record Allocation(
            String method,
            @JsonProperty("block-sizes") List<Integer> blockSizes,

            @JsonProperty(value = "stratify-by-site", required = true)
            boolean stratifyBySite,

            List<Factor> factors) {
        public Allocation {
            factors = orNone(factors);
        }
    }

    /// A stratification factor: its level is the answer to a choice item of the eligibility questions.
    public record Factor(String code, String label, String item) {}

    /// @param items what is asked; each must be answered
    /// @param criteria what must hold of the answers
    public record Eligibility(List<Item> items, List<Criterion> criteria) {}

    /// An inclusion or exclusion criterion. An exclusion's `rule` describes who is excluded.
    public record Criterion(String code, Kind kind, String text, Rule rule) {
        public enum Kind {
            @JsonProperty("inclusion")
            INCLUSION,
            @JsonProperty("exclusion")
            EXCLUSION
        }
    }

    /// What an implant attempt may say.
    public record Implant(List<Lead> leads, List<Choice> failures, List<Choice> techniques, ImplantLimits limits) {
        public Implant {
            techniques = orNone(techniques);
        }
    }

    public record Lead(String code, String label, List<Choice> targets) {}

    /// Plausible ranges of the measurements at implant: QRS in ms, threshold in V, pulse width in ms.
    public record ImplantLimits(
            @JsonProperty("qrs-ms") Range qrsMs,
            @JsonProperty("threshold-v") Range thresholdVolts,
            @JsonProperty("pulse-width-ms") Range pulseWidthMs) {}

    /// No reason at all means that the protocol permits no crossover.
    public record CrossoverRules(List<CrossoverReason> reasons) {
        public CrossoverRules {
            reasons = orNone(reasons);
        }

        public Optional<CrossoverReason> reason(String code) {
            return reasons.stream().filter(r -> r.code().equals(code)).findFirst();
        }
    }

    /// A permitted reason: it applies to subjects allocated to `from`.
    public record CrossoverReason(String code, String label, ArmCode from, ArmCode to) {}

    /// @param anchor what the visit is counted from: `enrolment`, `randomization` or `implant`; null for
    ///     a visit that
    ///     has no fixed date
    /// @param day days after the anchor
    /// @param before days the visit may be early
    /// @param after days the visit may be late
    /// @param forms codes of the forms filled in at the visit
    /// @param reads modalities recorded at the visit for blinded reading
    public record Visit(
            String code,
            String label,
            @Nullable String anchor,
            @JsonProperty(required = true) int day,
            @JsonProperty(required = true) int before,
            @JsonProperty(required = true) int after,
            List<String> forms,
            List<String> reads) {
        public Visit {
            forms = orNone(forms);
            reads = orNone(reads);
        }
    }

    /// @param revealing when true every item of the form reveals the arm
    public record Form(
            String code,
            String label,
            @JsonProperty("reveals-the-arm") boolean revealing,
            List<Item> items) {

        public Optional<Item> item(String code) {
            return items.stream().filter(item -> item.code().equals(code)).findFirst();
        }

        public boolean reveals(Item item) {
            return revealing || item.revealing();
        }

        /// Whether any item of the form reveals the arm.
        public boolean hasRevealing() {
            return items.stream().anyMatch(this::reveals);
        }
    }

    /// How a modality is read: which items the reader fills in, and why a recording may be not evaluable.
    public record ReadPlan(
            String modality,
            String label,
            List<Item> items,
            @JsonProperty("not-evaluable-reasons") List<Choice> notEvaluable) {
        public ReadPlan {
            notEvaluable = orNone(notEvaluable);
        }
    }

    /// @param path where in this file
    /// @param why what was assumed, because the published protocol does not say it
    public record Assumption(String path, String why) {}

    public Optional<Arm> arm(ArmCode code) {
        return arms.stream().filter(arm -> arm.code().equals(code)).findFirst();
    }

    public Optional<Visit> visit(String code) {
        return visits.stream().filter(visit -> visit.code().equals(code)).findFirst();
    }

    public Optional<Form> form(String code) {
        return forms.stream().filter(form -> form.code().equals(code)).findFirst();
    }

    public Optional<ReadPlan> readPlan(String modality) {
        return reads.stream().filter(plan -> plan.modality().equals(modality)).findFirst();
    }

    /// The acts that must precede an act.
    public List<String> before(String act) {
        return order.getOrDefault(act, List.of());
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
