package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyId;

/// A study protocol. Every list keeps the file's order, which is the order things are shown in.
///
/// @param title the study's public title
/// @param registry its registry number, such as `NCT04561778`
/// @param practice whether the study is one for practice, as which it was opened and stays
/// @param subjectsMove whether the subjects of a site come under this version when the site does
/// @param target how many subjects are randomized; the next one is refused
/// @param bodySurface where a subject's body surface comes from; null where nothing is indexed to it
/// @param unblinding codes for unplanned unblindings; the usual ones when absent
/// @param deviations codes for what went otherwise than planned; the usual ones when absent
/// @param missingReasons why a value may be missing; the four usual ones when absent
/// @param endpoints what is computed of a subject, see [EndpointDefinition]
/// @param rules what is looked for in the data of all subjects, see [DataRule]
/// @param verification what is compared with the source; null where the file does not say
/// @param language in which labels and texts are
/// @param translations language → place → words, see [ProtocolLabels]
/// @param assumptions what the sponsor's protocol leaves open and this file had to assume: each names the
///     place in the file
/// @param order act → what must have been recorded before it for the same subject, see [Precondition]; what the
///     law puts first need not stand here
@InFile("a protocol")
public record Protocol(
        @InFile("the study's short name: capital letters, digits and hyphens, such as HOT-CRT")
        StudyId study,

        @InFile("this version's name, such as \"1\"; an amendment has one of its own")
        String version,

        @InFile("the study's public title") String title,

        @InFile("its number in a registry, such as NCT04561778")
        String registry,

        @InFile(
                value =
                        "true for a study that is only for practice: every version says so, and no version of a real study",
                optional = true)
        boolean practice,

        @InFile(
                value =
                        "true where subjects move with their site to this version; otherwise each stays on its own until it is"
                                + " moved, with its consent",
                optional = true)
        @JsonProperty("subjects-move")
        boolean subjectsMove,

        BlindingPlan blinding,

        @InFile("how many subjects are randomized") @JsonProperty(required = true)
        int target,

        @InFile("two arms or more") List<Arm> arms,
        Allocation allocation,
        @InFile(optional = true) RecruitmentCaps caps,
        @InFile(optional = true) @Nullable KitPlan kits,
        Eligibility eligibility,

        @InFile(value = "act: the acts that must have been recorded for the same subject before it", optional = true)
        Map<String, List<String>> order,

        @InFile(optional = true) ImplantPlan implant,
        @InFile(optional = true) CrossoverRules crossover,

        @InFile("the planned visits, in the order in which they are shown")
        List<Visit> visits,

        @InFile("the forms, in the order in which they are shown")
        List<Form> forms,

        @InFile(value = "what is read blind, one plan for each modality", optional = true)
        List<ReadPlan> reads,

        @InFile(optional = true) @JsonProperty("body-surface") @Nullable
        BodySurfacePlan bodySurface,

        @JsonProperty("missed-visit-reasons") List<CodeListItem> missedVisitReasons,
        @JsonProperty("withdrawal-reasons") List<CodeListItem> withdrawalReasons,
        @InFile(optional = true) Unblinding unblinding,

        @InFile(value = "codes for what went otherwise than planned", optional = true)
        List<CodeListItem> deviations,

        @InFile(value = "why a value may be missing; items name those that they take", optional = true)
        @JsonProperty("missing-reasons")
        List<MissingReason> missingReasons,

        @InFile(value = "what the arms are compared by, each after those that it is made of", optional = true)
        List<EndpointDefinition> endpoints,

        @InFile(value = "what is looked for in the data of all subjects", optional = true)
        List<DataRule> rules,

        @InFile(optional = true) @Nullable VerificationPlan verification,

        @InFile(
                value = "the language in which the file's words are, such as en; en where it is not said",
                optional = true)
        String language,

        @InFile(
                value = "language: place, such as forms/ecg/items/heart-rate: the words in that language",
                optional = true)
        Map<String, Map<String, String>> translations,

        @InFile(value = "what this file had to assume, each with its place in the file", optional = true)
        List<Assumption> assumptions) {

    public Protocol {
        caps = caps == null ? RecruitmentCaps.NONE : caps;
        order = order == null ? Map.of() : order;
        implant = implant == null ? ImplantPlan.NONE : implant;
        crossover = crossover == null ? new CrossoverRules(List.of()) : crossover;
        reads = orNone(reads);
        missingReasons = missingReasons == null ? MissingReason.USUAL : missingReasons;
        endpoints = orNone(endpoints);
        rules = orNone(rules);
        assumptions = orNone(assumptions);
        language = language == null ? "en" : language;
        translations = translations == null ? Map.of() : translations;
        unblinding = unblinding == null ? Unblinding.USUAL : unblinding;
        deviations = deviations == null ? USUAL_DEVIATIONS : deviations;
    }

    /// A code and what it stands for.
    @InFile("a choice")
    public record CodeListItem(
            @InFile("letters, digits and hyphens, 40 at most, such as atrial-paced")
            String code,

            @InFile("the words that are shown for it") String label) {}

    /// A stratification factor: its level is the answer to a choice item of the eligibility questions, or follows
    /// from the number that is answered.
    ///
    /// @param levels of a number: from the lowest to the highest; none of a choice
    @InFile("a factor")
    public record Factor(
            String code,
            String label,

            @InFile("the code of a choice or of a number among the eligibility questions")
            String item,

            @InFile(value = "of a number: its levels, from the lowest to the highest", optional = true)
            List<FactorLevel> levels) {

        public Factor {
            levels = orNone(levels);
        }
    }

    /// A level of a factor that is computed from a number.
    ///
    /// @param below the number that is too great for it; null of the last
    @InFile("a level")
    public record FactorLevel(
            String code,
            String label,

            @InFile(
                    value = "the number, in the item's unit, from which on it is the next level; none of the last",
                    optional = true)
            @Nullable
            BigDecimal below) {

        public FactorLevel {
            // 70.0 is 70: an amendment that spells it otherwise changes nothing.
            below = below == null ? null : below.stripTrailingZeros();
        }
    }

    /// @param items what is asked; each must be answered
    /// @param criteria what must hold of the answers
    @InFile("eligibility")
    public record Eligibility(List<Item> items, List<Criterion> criteria) {
        /// The codes of the criteria that the answers do not meet.
        public List<String> notMet(Map<String, ItemValue> answers) {
            return criteria.stream()
                    .filter(criterion -> !criterion.met(answers))
                    .map(Criterion::code)
                    .toList();
        }
    }

    /// An inclusion or exclusion criterion. An exclusion's `rule` describes who is excluded.
    @InFile("a criterion")
    public record Criterion(String code, Kind kind, String text, AnswerCondition rule) {
        public enum Kind {
            @JsonProperty("inclusion")
            INCLUSION,
            @JsonProperty("exclusion")
            EXCLUSION
        }

        boolean met(Map<String, ItemValue> answers) {
            boolean holds = rule.holds(answers);
            return switch (kind) {
                case INCLUSION -> holds;
                case EXCLUSION -> !holds;
            };
        }
    }

    /// No reason at all means that the protocol permits no crossover.
    @InFile("the crossover")
    public record CrossoverRules(@InFile(optional = true) List<CrossoverReason> reasons) {
        public CrossoverRules {
            reasons = orNone(reasons);
        }

        public Optional<CrossoverReason> reason(String code) {
            return reasons.stream().filter(r -> r.code().equals(code)).findFirst();
        }
    }

    /// A permitted reason: it applies to subjects allocated to `from`.
    @InFile("a reason for a crossover")
    public record CrossoverReason(String code, String label, ArmCode from, ArmCode to) {}

    private static final List<CodeListItem> USUAL_DEVIATIONS = List.of(
            new CodeListItem("wrong-stratum", "Randomized in a stratum that is not the subject's"),
            new CodeListItem("ineligible", "Randomized without being eligible"),
            new CodeListItem("lost-reveal", "The allocation was not received when it was given"),
            new CodeListItem("other", "Other"));

    /// @param path where in this file
    /// @param why what was assumed, because the published protocol does not say it
    @InFile("an assumption")
    public record Assumption(
            @InFile("a place in this file, such as visits[3].forms")
            String path,

            String why) {}

    /// What decides on allocations.
    public AllocationPlan plan() {
        return new AllocationPlan(study, arms, allocation, eligibility.items());
    }

    /// Arm → share of those that are not closed, in the protocol's order.
    public Map<ArmCode, Integer> shares() {
        return plan().shares();
    }

    public Optional<Arm> arm(ArmCode code) {
        return arms.stream().filter(arm -> arm.code().equals(code)).findFirst();
    }

    /// Every visit that is planned, each of those that repeat by itself, in the order in which they are shown.
    public List<Visit> schedule() {
        return visits.stream().anyMatch(Visit::numbered)
                ? visits.stream().flatMap(visit -> visit.planned().stream()).toList()
                : visits;
    }

    /// What is recorded under that code: a visit that takes place once, or one of those that take place more often,
    /// by its number ([NumberedVisit]).
    public Optional<Visit> visit(String code) {
        return NumberedVisit.of(code)
                .map(named -> defined(named.visit())
                        .filter(visit -> visit.has(named.number()))
                        .map(visit -> visit.number(named.number())))
                .orElseGet(() -> defined(code).filter(visit -> !visit.numbered()));
    }

    /// A visit as the file has it, however often it takes place.
    public Optional<Visit> defined(String code) {
        return visits.stream().filter(visit -> visit.code().equals(code)).findFirst();
    }

    /// The codes that visits are recorded under, for whoever named one that there is not.
    public List<String> visitCodes() {
        return visits.stream()
                .flatMap(visit -> visit.unscheduled()
                        ? Stream.of(visit.number(1).code() + " …")
                        : visit.planned().stream().map(Visit::code))
                .toList();
    }

    public Optional<Form> form(String code) {
        return forms.stream().filter(form -> form.code().equals(code)).findFirst();
    }

    public Optional<ReadPlan> readPlan(String modality) {
        return reads.stream().filter(plan -> plan.modality().equals(modality)).findFirst();
    }

    /// The acts that must precede an act, by law or by `order`, whatever came of them.
    public List<String> before(String act) {
        return Stream.concat(Laws.before(act).stream(), ordered(act).stream().map(Precondition::recorded))
                .distinct()
                .toList();
    }

    /// What `order` puts before an act.
    public List<Precondition> ordered(String act) {
        return order.getOrDefault(act, List.of()).stream().map(Precondition::of).toList();
    }

    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
