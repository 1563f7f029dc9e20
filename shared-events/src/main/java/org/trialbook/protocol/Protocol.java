package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
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

    /// An arm and its share of the subjects.
    ///
    /// @param treatment lead codes that are this arm's own treatment
    /// @param adjunct lead codes that may be added as protocol treatment, without being a crossover
    /// @param closed whether nobody is allocated to it any more
    @InFile("an arm")
    public record Arm(
            @InFile("capital letters, digits and hyphens, 16 at most, such as DRUG-A")
            ArmCode code,

            String label,

            @InFile("its share of the subjects, 1 or more") @JsonProperty(required = true)
            int ratio,

            @InFile(value = "codes of the leads that are its own treatment", optional = true)
            List<String> treatment,

            @InFile(value = "codes of the leads that may be added without being a crossover", optional = true)
            List<String> adjunct,

            @InFile(value = "true once nobody is allocated to it any more", optional = true)
            boolean closed) {
        public Arm {
            treatment = orNone(treatment);
            adjunct = orNone(adjunct);
        }

        /// The same arm, closed or not.
        public Arm closing(boolean now) {
            return new Arm(code, label, ratio, treatment, adjunct, now);
        }
    }

    /// @param method `permuted-blocks`, `biased-coin` (Efron), `big-stick`, `minimization`
    ///     (Pocock and Simon) or `prepared-list`
    /// @param blockSizes of permuted blocks: the sizes to draw from
    /// @param probability of the biased coin and of minimization: how often the lagging arm is
    ///     given; more than 1/2
    /// @param imbalance of the big stick: at this difference the lagging arm is given for certain
    /// @param measure of minimization: how the imbalance of a level is measured, `range`
    ///     (when absent) or `variance`
    /// @param list of a prepared list: the commitment to its file
    /// @param stratifyBySite whether the site is part of the stratum
    /// @param factors further stratification factors
    @InFile("an allocation")
    public record Allocation(
            @InFile(
                    value = "permuted-blocks, biased-coin, big-stick, minimization or prepared-list",
                    oneOf = {PERMUTED_BLOCKS, BIASED_COIN, BIG_STICK, MINIMIZATION, PREPARED_LIST})
            String method,

            @InFile(value = "of permuted blocks: the sizes to draw from", optional = true) @JsonProperty("block-sizes")
            List<Integer> blockSizes,

            @InFile(value = "of biased coin and minimization: how often the lagging arm is given", optional = true)
            @Nullable
            BigDecimal probability,

            @InFile(value = "of the big stick: at this difference the lagging arm is certain", optional = true)
            @Nullable
            Integer imbalance,

            @InFile(value = "of minimization: range or variance", optional = true) @Nullable
            String measure,

            @InFile(value = "of a prepared list: SHA-256 of its file, as sha256sum prints it", optional = true)
            @Nullable
            String list,

            @InFile("whether the site is part of the stratum: true or false")
            @JsonProperty(value = "stratify-by-site", required = true)
            boolean stratifyBySite,

            @InFile(value = "what else the groups are made alike in", optional = true)
            List<Factor> factors) {

        public static final String PERMUTED_BLOCKS = "permuted-blocks";
        public static final String BIASED_COIN = "biased-coin";
        public static final String BIG_STICK = "big-stick";
        public static final String MINIMIZATION = "minimization";
        public static final String PREPARED_LIST = "prepared-list";
        public static final String RANGE = "range";
        public static final String VARIANCE = "variance";

        public Allocation {
            blockSizes = orNone(blockSizes);
            // 0.70 is 0.7: an amendment that spells it otherwise changes nothing.
            probability = probability == null ? null : probability.stripTrailingZeros();
            measure = measure == null && MINIMIZATION.equals(method) ? RANGE : measure;
            factors = orNone(factors);
        }

        /// The probability of a method that has one.
        public BigDecimal leaning() {
            return Objects.requireNonNull(probability);
        }

        /// The commitment of a method that has one.
        public String commitment() {
            return Objects.requireNonNull(list);
        }

        /// The bound of a method that has one.
        public int bound() {
            return Objects.requireNonNull(imbalance);
        }
    }

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
    public record Eligibility(List<Item> items, List<Criterion> criteria) {}

    /// An inclusion or exclusion criterion. An exclusion's `rule` describes who is excluded.
    @InFile("a criterion")
    public record Criterion(String code, Kind kind, String text, AnswerCondition rule) {
        public enum Kind {
            @JsonProperty("inclusion")
            INCLUSION,
            @JsonProperty("exclusion")
            EXCLUSION
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

    /// @param anchor what the visit is counted from: an act ([Anchors]), another visit, or a date that a form asks
    ///     for, as `form/item`; null for a visit that has no fixed date
    /// @param day days after the anchor
    /// @param before days the visit may be early
    /// @param after days the visit may be late
    /// @param forms codes of the forms filled in at the visit
    /// @param reads modalities recorded at the visit for blinded reading
    /// @param repeats how often it takes place; null where it does once
    /// @param unscheduled whether it takes place whenever there is a reason, any number of times
    /// @param ends after which none of it falls due any more: acts, visits, and dates that forms ask for
    @InFile("a visit")
    public record Visit(
            String code,
            String label,

            @InFile(
                    value = "what it is counted from: an act such as randomize, a visit's code, or a date that a form"
                            + " asks for, as form/item; nothing where it has no fixed day",
                    optional = true)
            @Nullable
            String anchor,

            @InFile("days after the anchor; 0 where there is none") @JsonProperty(required = true)
            int day,

            @InFile("days it may be early") @JsonProperty(required = true)
            int before,

            @InFile("days it may be late") @JsonProperty(required = true)
            int after,

            @InFile(value = "codes of the forms that are filled in", optional = true)
            List<String> forms,

            @InFile(value = "modalities that are recorded for blinded reading", optional = true)
            List<String> reads,

            @InFile(value = "how often it takes place, where it is more than once", optional = true) @Nullable
            VisitRepeats repeats,

            @InFile(
                    value = "true for one that takes place whenever there is a reason, any number of times",
                    optional = true)
            boolean unscheduled,

            @InFile(
                    value = "after which none falls due any more: visits, acts, and dates that forms ask for",
                    optional = true)
            List<String> ends) {
        public Visit {
            forms = orNone(forms);
            reads = orNone(reads);
            ends = orNone(ends);
        }

        /// A visit that takes place once.
        public Visit(
                String code,
                String label,
                @Nullable String anchor,
                int day,
                int before,
                int after,
                List<String> forms,
                List<String> reads) {
            this(code, label, anchor, day, before, after, forms, reads, null, false, List.of());
        }

        /// Whether it can take place more than once, so that each is named by its number, too.
        public boolean numbered() {
            return repeats != null || unscheduled;
        }

        /// Every one that there can be.
        public Stream<Visit> each() {
            return unscheduled
                    ? IntStream.rangeClosed(1, NumberedVisit.MOST).mapToObj(this::number)
                    : planned().stream();
        }

        /// Those that can be planned: itself, each of one that repeats, and none of one that is unscheduled.
        public List<Visit> planned() {
            if (repeats == null) {
                return unscheduled ? List.of() : List.of(this);
            }
            return IntStream.rangeClosed(1, repeats.count(day))
                    .mapToObj(this::number)
                    .toList();
        }

        /// One of them, as if it were a visit of its own, which takes place once.
        Visit number(int number) {
            return new Visit(
                    new NumberedVisit(code, number).code(),
                    label + " " + number,
                    anchor,
                    repeats == null ? day : day + (number - 1) * repeats.every(),
                    before,
                    after,
                    forms,
                    reads,
                    null,
                    unscheduled,
                    ends);
        }

        /// The same visit with other forms.
        Visit with(List<String> others) {
            return new Visit(code, label, anchor, day, before, after, others, reads, repeats, unscheduled, ends);
        }

        /// Whether there is such a one of it.
        private boolean has(int number) {
            return repeats == null ? unscheduled : number <= repeats.count(day);
        }
    }

    /// @param revealing when true every item of the form reveals the arm, as this version says; [Seals] knows the
    ///     rest
    /// @param repeats whether it is filled in any number of times, each entry under a key ([FormInstance#isKey])
    /// @param outsideVisits whether it belongs to no visit
    /// @param filledInBy the roles that fill it in, of those that fill in forms; all of them when empty
    /// @param instrument by which its answers are scored; null where they are not
    @InFile("a form")
    public record Form(
            String code,
            String label,

            @InFile(value = "whether every answer on it tells the arm", optional = true)
            @JsonProperty("reveals-the-arm")
            boolean revealing,

            @InFile(value = "whether there are any number of entries, each with a number", optional = true)
            boolean repeats,

            @InFile(value = "whether it belongs to no visit, as adverse events do", optional = true)
            @JsonProperty("outside-visits")
            boolean outsideVisits,

            @InFile(
                    value = "the roles that fill it in; every role that fills in forms where none is named",
                    optional = true)
            @JsonProperty("filled-in-by")
            List<String> filledInBy,

            @InFile(value = "the instrument that its answers are scored by", optional = true) @Nullable
            FormInstrument instrument,

            List<Item> items,

            @InFile(value = "what must hold between its answers", optional = true)
            List<FormCheck> checks) {

        public Form {
            filledInBy = orNone(filledInBy);
            checks = orNone(checks);
        }

        /// Items that are asked as a form is, without being one of the protocol's forms.
        public static Form of(String code, String label, List<Item> items) {
            return new Form(code, label, false, false, false, List.of(), null, items, List.of());
        }

        /// The same form as several versions together have it.
        Form with(boolean everOutsideVisits, List<Item> everyItem) {
            return new Form(
                    code, label, revealing, repeats, everOutsideVisits, filledInBy, instrument, everyItem, checks);
        }

        public Optional<Item> item(String code) {
            return items.stream().filter(item -> item.code().equals(code)).findFirst();
        }
    }

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
