package org.trialbook.protocol;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.InvalidProtocolException.Problem;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.Protocol.Factor;
import org.trialbook.protocol.Protocol.FactorLevel;
import org.trialbook.protocol.YamlNode.Mapping;
import org.trialbook.protocol.YamlNode.Scalar;
import org.trialbook.protocol.YamlNode.Sequence;

/// Reads of a published protocol what decides on allocations, as `docs/format.md` section 10 says, and passes over
/// everything else. An outsider's program need know no more of a protocol; so this reader knows no more either.
public final class AllocationPlanFile {

    /// A block has as many draws as places; nobody has ever needed one of more.
    static final int LARGEST_BLOCK = 1_000;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern SHARE = Pattern.compile("[1-9][0-9]{0,2}");
    private static final Pattern PROBABILITY = Pattern.compile("0?\\.[0-9]{1,40}");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Set<String> MEMBERS = Set.of(
            "method", "block-sizes", "probability", "imbalance", "measure", "list", "stratify-by-site", "factors");

    private AllocationPlanFile() {}

    /// @throws IllegalArgumentException naming what is not as section 10 says
    public static AllocationPlan read(String yaml) {
        Mapping protocol = mapping("the protocol", YamlNode.read(yaml));
        List<Arm> arms = arms(list("arms", protocol.members().get("arms")));
        Mapping allocation = mapping("allocation", protocol.members().get("allocation"));
        require(MEMBERS.containsAll(allocation.members().keySet()), "allocation", "has no members but " + sorted());
        List<Factor> factors = factors(orNone("factors", allocation.members().get("factors")));
        AllocationPlan plan = new AllocationPlan(
                new StudyId(text("study", protocol.members().get("study"))),
                arms,
                allocation(allocation.members(), factors),
                questions(mapping("eligibility", protocol.members().get("eligibility")), factors));
        List<Problem> problems = new ArrayList<>();
        new AllocationRules(plan, problems).check();
        if (!problems.isEmpty()) {
            throw invalid(problems.getFirst().path(), problems.getFirst().detail());
        }
        return plan;
    }

    /// The commitment to the list of kits; nothing where there are none.
    ///
    /// @throws IllegalArgumentException naming what is not as section 10 says
    public static Optional<String> kitList(String yaml) {
        YamlNode kits = mapping("the protocol", YamlNode.read(yaml)).members().get("kits");
        if (kits == null || kits.equals(new Scalar(null))) {
            return Optional.empty();
        }
        return Optional.of(of(
                HASH,
                "kits.list",
                text("kits.list", mapping("kits", kits).members().get("list"))));
    }

    /// Whether whoever reads a protocol by section 10 alone reads the same allocation out of it. Asked of a protocol
    /// that is to be published, and of none that was.
    public static List<Problem> check(Protocol protocol, String yaml) {
        try {
            return read(yaml).allocatesAs(withoutLabels(protocol.plan()))
                            && kitList(yaml)
                                    .equals(Optional.ofNullable(protocol.kits()).map(KitPlan::list))
                    ? List.of()
                    : List.of(new Problem("allocation", "one-reading", "it can be read in two ways"));
        } catch (IllegalArgumentException unreadable) {
            return List.of(new Problem("allocation", "one-reading", String.valueOf(unreadable.getMessage())));
        }
    }

    private static AllocationPlan withoutLabels(AllocationPlan plan) {
        Allocation all = plan.allocation();
        List<Factor> factors = all.factors().stream()
                .map(factor -> new Factor(
                        factor.code(),
                        "",
                        factor.item(),
                        factor.levels().stream()
                                .map(level -> new FactorLevel(level.code(), "", level.below()))
                                .toList()))
                .toList();
        return new AllocationPlan(
                plan.study(),
                plan.arms(),
                new Allocation(
                        all.method(),
                        all.blockSizes(),
                        all.probability(),
                        all.imbalance(),
                        all.measure(),
                        all.list(),
                        all.stratifyBySite(),
                        factors),
                plan.questions());
    }

    private static List<Arm> arms(List<YamlNode> nodes) {
        List<Arm> arms = new ArrayList<>();
        Set<ArmCode> seen = new HashSet<>();
        for (YamlNode node : nodes) {
            Map<String, YamlNode> arm = mapping("arms", node).members();
            ArmCode code = new ArmCode(text("arms.code", arm.get("code")));
            require(seen.add(code), "arms", "no two have one code");
            arms.add(new Arm(
                    code,
                    "",
                    Integer.parseInt(of(SHARE, "arms.ratio", text("arms.ratio", arm.get("ratio")))),
                    List.of(),
                    List.of(),
                    holds("arms.closed", arm.get("closed"))));
        }
        require(arms.size() >= 2, "arms", "there are two at least");
        return List.copyOf(arms);
    }

    private static Allocation allocation(Map<String, YamlNode> members, List<Factor> factors) {
        List<Integer> sizes = new ArrayList<>();
        for (YamlNode size : orNone("block-sizes", members.get("block-sizes"))) {
            sizes.add(Integer.parseInt(of(WHOLE, "block-sizes", text("block-sizes", size))));
            require(sizes.getLast() <= LARGEST_BLOCK, "block-sizes", LARGEST_BLOCK + " at most");
        }
        String probability = orNull("probability", members.get("probability"));
        String imbalance = orNull("imbalance", members.get("imbalance"));
        return new Allocation(
                text("method", members.get("method")),
                sizes,
                probability == null ? null : new BigDecimal(of(PROBABILITY, "probability", probability)),
                imbalance == null ? null : Integer.valueOf(of(WHOLE, "imbalance", imbalance)),
                orNull("measure", members.get("measure")),
                orNull("list", members.get("list")),
                bySite(members),
                factors);
    }

    private static boolean bySite(Map<String, YamlNode> members) {
        require(members.containsKey("stratify-by-site"), "stratify-by-site", "it is said");
        return holds("stratify-by-site", members.get("stratify-by-site"));
    }

    private static boolean holds(String path, @Nullable YamlNode node) {
        String said = orNull(path, node);
        boolean holds = said != null && TRUE.matcher(said).matches();
        require(holds || said == null || FALSE.matcher(said).matches(), path, "true or false");
        return holds;
    }

    private static List<Factor> factors(List<YamlNode> nodes) {
        List<Factor> factors = new ArrayList<>();
        for (YamlNode node : nodes) {
            Map<String, YamlNode> factor = mapping("factors", node).members();
            factors.add(new Factor(
                    of(ProtocolShape.CODE, "factors.code", text("factors.code", factor.get("code"))),
                    "",
                    of(ProtocolShape.CODE, "factors.item", text("factors.item", factor.get("item"))),
                    levels(orNone("factors.levels", factor.get("levels")))));
        }
        return List.copyOf(factors);
    }

    private static List<FactorLevel> levels(List<YamlNode> nodes) {
        List<FactorLevel> levels = new ArrayList<>();
        for (YamlNode node : nodes) {
            Map<String, YamlNode> level = mapping("factors.levels", node).members();
            String below = orNull("factors.levels.below", level.get("below"));
            levels.add(new FactorLevel(
                    of(ProtocolShape.CODE, "factors.levels.code", text("factors.levels.code", level.get("code"))),
                    "",
                    below == null ? null : new BigDecimal(of(AllocationPlan.NUMBER, "factors.levels.below", below))));
        }
        return List.copyOf(levels);
    }

    /// The questions that decide on a factor's level; of another one nothing but its code is looked at.
    private static List<Item> questions(Mapping eligibility, List<Factor> factors) {
        Set<String> asked = new HashSet<>(factors.stream().map(Factor::item).toList());
        List<Item> questions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (YamlNode node : list("eligibility.items", eligibility.members().get("items"))) {
            Map<String, YamlNode> item = mapping("eligibility.items", node).members();
            String code = text("eligibility.items.code", item.get("code"));
            require(seen.add(code), "eligibility.items", "no two have one code");
            @Nullable String type = asked.contains(code) ? orNull(code, item.get("type")) : null;
            if ("choice".equals(type)) {
                questions.add(question(code, list(code + ".choices", item.get("choices"))));
            } else if ("integer".equals(type) || "decimal".equals(type)) {
                questions.add(question(code, Item.Type.DECIMAL, null));
            }
        }
        return List.copyOf(questions);
    }

    private static Item question(String code, List<YamlNode> nodes) {
        List<CodeListItem> choices = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (YamlNode node : nodes) {
            String choice = of(
                    ProtocolShape.CODE,
                    code + ".choices",
                    text(
                            code + ".choices",
                            mapping(code + ".choices", node).members().get("code")));
            require(seen.add(choice), code + ".choices", "no two have one code");
            choices.add(new CodeListItem(choice, ""));
        }
        require(!choices.isEmpty(), code + ".choices", "there is one at least");
        return question(code, Item.Type.CHOICE, choices);
    }

    private static Item question(String code, Item.Type type, @Nullable List<CodeListItem> choices) {
        return new Item(code, "", type, null, null, null, null, choices, null, true, false);
    }

    private static Mapping mapping(String path, @Nullable YamlNode node) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        throw invalid(path, "is an object");
    }

    private static List<YamlNode> list(String path, @Nullable YamlNode node) {
        if (node instanceof Sequence sequence) {
            return sequence.nodes();
        }
        throw invalid(path, "is a list");
    }

    private static List<YamlNode> orNone(String path, @Nullable YamlNode node) {
        return node == null || node.equals(new Scalar(null)) ? List.of() : list(path, node);
    }

    private static String text(String path, @Nullable YamlNode node) {
        String text = orNull(path, node);
        require(text != null, path, "is said");
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String path, @Nullable YamlNode node) {
        require(node == null || node instanceof Scalar, path, "is one value");
        return node instanceof Scalar scalar ? scalar.text() : null;
    }

    private static String of(Pattern form, String path, String text) {
        require(form.matcher(text).matches(), path, "is of the form " + form);
        return text;
    }

    private static void require(boolean holds, String path, String otherwise) {
        if (!holds) {
            throw invalid(path, otherwise);
        }
    }

    private static IllegalArgumentException invalid(String path, String detail) {
        return new IllegalArgumentException(path + ": " + detail);
    }

    private static List<String> sorted() {
        return MEMBERS.stream().sorted().toList();
    }
}
