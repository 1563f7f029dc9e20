package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.ItemValue;

/// What an outsider reads out of a protocol is what the software reads out of it, and nothing that programs could read
/// differently is taken.
class AllocationPlanFileTest {

    private static final String SOUND = file(Path.of("src", "test", "resources", "protocols", "sound.yaml"));

    private static final String BLOCKS = "method: permuted-blocks\n  block-sizes: [4, 6]";

    /// All that section 10 asks for.
    private static final String LEAST = """
            study: HOT-CRT
            arms:
              - {code: A, ratio: 1}
              - {code: B, ratio: 1}
            allocation:
              method: permuted-blocks
              block-sizes: [4, 6]
              stratify-by-site: true
              factors:
                - {code: cause, item: why}
            eligibility:
              items:
                - {code: age, type: integer}
                - {code: why, type: choice, choices: [{code: one}, {code: 2}]}
            """;

    private static String file(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Path> protocols() throws IOException {
        try (Stream<Path> shipped = Files.list(Path.of("..", "protocols"));
                Stream<Path> tried = Files.list(Path.of("src", "test", "resources", "protocols"))) {
            return Stream.concat(shipped, tried).filter(path -> path.toString().endsWith(".yaml")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void ofEveryProtocolItIsWhatTheSoftwareReads(Path path) {
        String yaml = file(path);
        Protocol protocol = ProtocolFile.read(path.toString(), yaml);
        AllocationPlan plan = AllocationPlanFile.read(yaml);
        assertThat(plan.study()).isEqualTo(protocol.study());
        assertThat(plan.shares()).isEqualTo(protocol.shares());
        assertThat(List.copyOf(plan.shares().keySet()))
                .isEqualTo(List.copyOf(protocol.shares().keySet()));
        assertThat(AllocationPlanFile.check(protocol, yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "method: permuted-blocks\n  block-sizes: [4, 6]",
                "method: permuted-blocks\n  block-sizes: ['6', \"4\"]",
                "method: biased-coin\n  probability: .75",
                "method: biased-coin\n  probability: 0.7500000",
                "method: biased-coin\n  probability: \"0.75\"\n  imbalance: null\n  measure:",
                "method: big-stick\n  imbalance: 3",
                "method: minimization\n  probability: 0.8",
                "method: minimization\n  probability: 0.8\n  measure: variance"
            })
    void ofEveryMethodItIsWhatTheSoftwareReads(String method) {
        String yaml = SOUND.replace(BLOCKS, method).replace("path: allocation.block-sizes", "path: allocation.method");
        Protocol protocol = ProtocolFile.read("p", yaml);
        assertThat(AllocationPlanFile.check(protocol, yaml)).isEmpty();
        AllocationPlan plan = AllocationPlanFile.read(yaml);
        assertThat(plan.allocation().method()).isEqualTo(protocol.allocation().method());
        assertThat(plan.allocation().blockSizes())
                .isEqualTo(protocol.allocation().blockSizes());
        assertThat(plan.allocation().probability())
                .isEqualTo(protocol.allocation().probability());
        assertThat(plan.allocation().measure()).isEqualTo(protocol.allocation().measure());
    }

    @Test
    void ofAProtocolNothingElseIsLookedAt() {
        AllocationPlan plan = AllocationPlanFile.read(LEAST);
        assertThat(plan.levels(Map.of("why", ItemValue.of("2")))).hasValue(new TreeMap<>(Map.of("cause", "2")));
        assertThat(plan.levels(Map.of("why", ItemValue.of("3")))).isEmpty();
        assertThat(plan.levels(Map.of("age", ItemValue.of("2")))).isEmpty();
        assertThat(AllocationPlanFile.read(LEAST + "visits: {absurd: [1, {}]}\norder: 12\n1: 2\n")
                        .allocatesAs(plan))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "69, young",
        "69.999, young",
        "70, old",
        "70.0, old",
        "79.9, old",
        "80, oldest",
        "-1, young",
        "999, oldest"
    })
    void aLevelFollowsFromANumberAndEndsBelowItsBound(String answer, String level) {
        String yaml = SOUND.replace("    - {code: cause, label: Cause, item: cause}\n", """
                    - {code: cause, label: Cause, item: cause}
                    - code: age-group
                      label: Age
                      item: age
                      levels:
                        - {code: young, label: Under 70, below: 70}
                        - {code: old, label: 70 to 79, below: 80.0}
                        - {code: oldest, label: 80 or more}
                """);
        Protocol protocol = ProtocolFile.read("p", yaml);
        Map<String, ItemValue> answers = Map.of("cause", ItemValue.of("two"), "age", new ItemValue(answer, "a"));

        assertThat(AllocationPlanFile.check(protocol, yaml)).isEmpty();
        assertThat(protocol.plan().levels(answers))
                .hasValue(new TreeMap<>(Map.of("cause", "two", "age-group", level)))
                .isEqualTo(AllocationPlanFile.read(yaml).levels(answers));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                stratify-by-site: true | stratify-by-site: True  | true
                stratify-by-site: true | stratify-by-site: "true" | true
                stratify-by-site: true | stratify-by-site: false | false
                stratify-by-site: true | stratify-by-site: ~     | false
                """)
    void theSiteIsAFactorOrNot(String was, String becomes, boolean bySite) {
        assertThat(AllocationPlanFile.read(LEAST.replace(was, becomes))
                        .allocation()
                        .stratifyBySite())
                .isEqualTo(bySite);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
                study: HOT-CRT           | study: hot
                study: HOT-CRT           | study: [HOT-CRT]
                study: HOT-CRT           | title: HOT-CRT
                study: HOT-CRT           | study: !!str HOT-CRT
                study: HOT-CRT           | study: &a HOT-CRT\\nx: *a
                study: HOT-CRT           | study: HOT-CRT\\n<<: {study: OTHER}
                study: HOT-CRT           | study: HOT-CRT\\nstudy: HOT-CRT
                study: HOT-CRT           | study: HOT-CRT\\nx: {y: {z: 1, z: 2}}
                study: HOT-CRT           | study: HOT-CRT\\n? [a, b]\\n: c
                study: HOT-CRT           | ---\\na: 1\\n---\\nstudy: HOT-CRT
                ratio: 1                 | ratio: 0
                ratio: 1                 | ratio: 1000
                ratio: 1                 | ratio: 1.0
                ratio: 1                 | ratio: 1e1000000000
                ratio: 1                 | ratio: 99999999999999999999
                ratio: 1                 | ratio: 0x1
                ratio: 1                 | ratio: -1
                ratio: 1                 | ratio:
                ratio: 1                 | ratio: [1]
                code: A                  | code: B
                code: A                  | code: a
                code: A                  | label: A
                arms:                    | arms: [{code: C, ratio: 1}]\\nothers:
                arms:                    | arms: {}\\nothers:
                [4, 6]                   | []
                [4, 6]                   | [2]
                [4, 6]                   | [5]
                [4, 6]                   | [04]
                [4, 6]                   | ['04', 6]
                [4, 6]                   | [4, 1002]
                [4, 6]                   | [2000000000]
                [4, 6]                   | [4000000000000000000000]
                [4, 6]                   | [~]
                [4, 6]                   | [4.0]
                [4, 6]                   | 4
                [4, 6]                   | [4, 6]\\n  block_sizes: [4]
                [4, 6]                   | [4, 6]\\n  probability: 0.7
                permuted-blocks          | coin
                permuted-blocks          | ~
                method: permuted-blocks  | x: 1
                stratify-by-site: true   | stratify-by-site: yes
                stratify-by-site: true   | stratify-by-site: 1
                  stratify-by-site: true |
                code: cause              | code: site
                code: cause              | code: a=b
                code: cause              | code: ~
                item: why                | item: age
                item: why                | item: nothing
                item: why                | item: why}\\n    - {code: cause, item: why
                type: choice             | type: text
                {code: one}              | {code: 2}
                {code: one}              | {code: a;b}
                {code: one}              | {label: one}
                {code: one}              | one
                {code: age, type         | {code: why, type
                {code: age, type         | {x: age, type
                [{code: one}, {code: 2}] | []
                [{code: one}, {code: 2}] | ~
                eligibility:             | eligible:
                """)
    void whatDecidesHasToBeSaidInOneWay(String was, String becomes) {
        String yaml = LEAST.replaceFirst(
                Pattern.quote(was), Matcher.quoteReplacement(becomes == null ? "" : becomes.replace("\\n", "\n")));
        assertThat(yaml).isNotEqualTo(LEAST);
        assertThatThrownBy(() -> AllocationPlanFile.read(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank()
                .doesNotContain("Exception", "java.", "tools.jackson", "snakeyaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.5",
                "1",
                "1.0",
                "0",
                "-0.7",
                "7e-1",
                "0.76543",
                "1e1000000000",
                "0.7f",
                "3/4",
                ".inf",
                "~",
                "[0.7]"
            })
    void aProbabilityIsADecimalBetweenAHalfAndOne(String probability) {
        String yaml = LEAST.replace("method: permuted-blocks", "method: biased-coin\n  probability: " + probability)
                .replace("  block-sizes: [4, 6]\n", "");
        assertThatThrownBy(() -> AllocationPlanFile.read(yaml)).isInstanceOf(IllegalArgumentException.class);
        assertThat(AllocationPlanFile.read(yaml.replace("probability: " + probability, "probability: 0.7654"))
                        .allocation()
                        .method())
                .isEqualTo(Allocation.BIASED_COIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-3", "3.0", "1e9", "1000000000", "~", "[3]", "three"})
    void aBoundIsAWholeNumberThatOneSubjectDoesNotReach(String imbalance) {
        String yaml = LEAST.replace("method: permuted-blocks", "method: big-stick\n  imbalance: " + imbalance)
                .replace("  block-sizes: [4, 6]\n", "");
        assertThatThrownBy(() -> AllocationPlanFile.read(yaml)).isInstanceOf(IllegalArgumentException.class);
        assertThat(AllocationPlanFile.read(yaml.replace("imbalance: " + imbalance, "imbalance: 2"))
                        .allocation()
                        .bound())
                .isEqualTo(2);
    }

    @Test
    void sharesOfMethodsThatWeighAddUpToTwentyAtMost() {
        String yaml = LEAST.replace("method: permuted-blocks", "method: big-stick\n  imbalance: 900")
                .replace("  block-sizes: [4, 6]\n", "");
        AllocationPlanFile.read(yaml.replaceFirst("ratio: 1", "ratio: 19"));
        AllocationPlanFile.read(yaml.replaceFirst("ratio: 1", "ratio: 950").replaceFirst("ratio: 1}", "ratio: 50}"));
        assertThatThrownBy(() -> AllocationPlanFile.read(yaml.replaceFirst("ratio: 1", "ratio: 20")))
                .hasMessageContaining("20 at most");
    }

    /// What stands deepest is 64 levels below the document, or one more.
    @Test
    void aProtocolHasNoMoreLevelsThanAPayload() {
        AllocationPlanFile.read(LEAST + "x: " + "[".repeat(63) + "1" + "]".repeat(63));
        assertThatThrownBy(() -> AllocationPlanFile.read(LEAST + "x: " + "[".repeat(64) + "1" + "]".repeat(64)))
                .hasMessageContaining("more levels than a protocol has");
    }

    @Test
    void aBombIsNoProtocol() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char name = 'b'; name < 'z'; name++) {
            bomb.append(name).append(": &").append(name).append(" [*").append((char) (name - 1));
            bomb.append((", *" + (char) (name - 1)).repeat(9)).append("]\n");
        }
        for (String yaml : List.of(
                bomb + LEAST,
                LEAST + "x: " + "[".repeat(40_000),
                LEAST + "x: " + "{a: ".repeat(10_000),
                "? ".repeat(20_000))) {
            assertThatThrownBy(() -> AllocationPlanFile.read(yaml)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "method: biased-coin\n  probability: 7.5e-1",
                "method: permuted-blocks\n  block-sizes: [4, 1002]",
                "method: permuted-blocks\n  block-sizes: [' 4']"
            })
    void aNewProtocolThatOthersCouldNotReadIsRefused(String method) {
        String yaml = SOUND.replace(BLOCKS, method).replace("path: allocation.block-sizes", "path: allocation.method");
        Protocol protocol = ProtocolFile.read("p", yaml);
        assertThat(AllocationPlanFile.check(protocol, yaml)).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("allocation");
            assertThat(problem.rule()).isEqualTo("one-reading");
        });
        assertThat(AllocationPlanFile.check(protocol, SOUND.replace("[4, 6]", "[4, 8]")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.detail()).isEqualTo("it can be read in two ways"));
    }
}
