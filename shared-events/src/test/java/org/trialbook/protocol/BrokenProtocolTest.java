package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each file in `broken/` has one fault; its first line names the rule and the path that must be told.
class BrokenProtocolTest {

    private static final Path PROTOCOLS = Path.of("src", "test", "resources", "protocols");
    private static final Pattern EXPECT = Pattern.compile("# expect (\\S+) at (.+)");

    static Stream<Path> broken() throws IOException {
        try (Stream<Path> files = Files.list(PROTOCOLS.resolve("broken"))) {
            return files.sorted().toList().stream();
        }
    }

    private static InvalidProtocolException refused(String file, String yaml) {
        return catchThrowableOfType(InvalidProtocolException.class, () -> ProtocolFile.read(file, yaml));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void itsFaultIsNamedWithFilePathAndRule(Path file) throws IOException {
        String yaml = Files.readString(file);
        Matcher expected = EXPECT.matcher(yaml.lines().findFirst().orElseThrow());
        assertThat(expected.matches()).isTrue();

        InvalidProtocolException refused = refused(file.getFileName().toString(), yaml);

        assertThat(refused).isNotNull();
        assertThat(refused.problems()).hasSize(1);
        InvalidProtocolException.Problem problem = refused.problems().getFirst();
        assertThat(problem.rule()).isEqualTo(expected.group(1));
        assertThat(problem.path()).isEqualTo(expected.group(2));
        assertThat(problem.detail()).isNotBlank();
        assertThat(refused)
                .hasMessageStartingWith("%s: %s: %s: ".formatted(file.getFileName(), problem.path(), problem.rule()));
    }

    @Test
    void withoutAFaultTheSameProtocolLoads() throws IOException {
        String yaml = Files.readString(PROTOCOLS.resolve("sound.yaml"));
        Protocol protocol = ProtocolFile.read("sound.yaml", yaml);
        assertThat(protocol.arms().get(1).adjunct()).isEmpty();
        assertThat(protocol.visits().get(1).forms()).isEmpty();
        assertThat(protocol.before("randomize")).containsExactly("sign-consent", "confirm-eligibility");
        assertThat(protocol.before("sign-consent")).isEmpty();
    }

    @Test
    void readByTwoAndIndexedItLoadsToo() throws IOException {
        Protocol protocol =
                ProtocolFile.read("double-reads.yaml", Files.readString(PROTOCOLS.resolve("double-reads.yaml")));
        ReadPlan plan = protocol.readPlan("ecg").orElseThrow();
        assertThat(plan.readers()).isEqualTo(2);
        assertThat(plan.adjudication()).containsExactly(new ReadPlan.Bound("qrs", new java.math.BigDecimal(20)));
        assertThat(plan.indexed()).containsExactly(new ReadPlan.Indexed("qrsi", "QRS index", "qrs", "ms/m2"));
        assertThat(protocol.bodySurface())
                .isEqualTo(new BodySurfacePlan("start", "body", "height", "weight", "mosteller"));
    }

    @Test
    void allFaultsAreToldAtOnce() throws IOException {
        String yaml = Files.readString(PROTOCOLS.resolve("sound.yaml"))
                .replace("target: 20", "target: -1")
                .replace("anchor: implant", "anchor: birthday");
        assertThat(refused("two.yaml", yaml).problems())
                .extracting(InvalidProtocolException.Problem::rule)
                .containsExactly("positive", "known-anchor");
    }

    @Test
    void leavingOutAnyOneLineNeverEndsInAnythingButAProblem() throws IOException {
        List<String> lines = Files.readAllLines(PROTOCOLS.resolve("sound.yaml"));
        for (int i = 0; i < lines.size(); i++) {
            List<String> rest = Stream.concat(lines.subList(0, i).stream(), lines.subList(i + 1, lines.size()).stream())
                    .toList();
            assertSoundOrInvalid(String.join("\n", rest));
        }
    }

    @Test
    void emptyingAnyOneMemberNeverEndsInAnythingButAProblem() throws IOException {
        String yaml = Files.readString(PROTOCOLS.resolve("sound.yaml"));
        Matcher member = Pattern.compile("(?<=[a-z]: )([^\\[{,}\\]\\n]+|\\[[^\\[\\]\\n]*\\]|\\{[^{}\\n]*\\})")
                .matcher(yaml);
        int members = 0;
        while (member.find()) {
            members++;
            for (String nothing : List.of("null", "[]", "[null]", "{}")) {
                assertSoundOrInvalid(yaml.substring(0, member.start()) + nothing + yaml.substring(member.end()));
            }
        }
        assertThat(members).isGreaterThan(100);
    }

    private static void assertSoundOrInvalid(String yaml) {
        assertThatCode(() -> {
                    try {
                        ProtocolFile.read("f.yaml", yaml);
                    } catch (InvalidProtocolException e) {
                        assertThat(e.problems())
                                .isNotEmpty()
                                .allMatch(p -> !p.path().isEmpty());
                    }
                })
                .as(yaml)
                .doesNotThrowAnyException();
    }

    @Test
    void aFileThatFitsNoEventLineIsRefused() throws IOException {
        String yaml = Files.readString(PROTOCOLS.resolve("sound.yaml"));
        int room = ProtocolFile.MAX_BYTES - yaml.length() - 1;
        assertThatCode(() -> ProtocolFile.read("full.yaml", yaml + "#" + "x".repeat(room)))
                .doesNotThrowAnyException();
        assertThat(refused("large.yaml", yaml + "#" + "x".repeat(room + 1)).problems())
                .extracting(InvalidProtocolException.Problem::rule)
                .containsExactly("file-size");
        assertThat(refused("quotes.yaml", yaml + "#" + "\"".repeat(room)).problems())
                .extracting(InvalidProtocolException.Problem::rule)
                .containsExactly("file-size");
    }
}
