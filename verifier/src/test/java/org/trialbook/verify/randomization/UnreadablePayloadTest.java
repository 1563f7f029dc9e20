package org.trialbook.verify.randomization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.trialbook.allocation.SimulatedStudy.BLOCKS;
import static org.trialbook.allocation.SimulatedStudy.STUDY;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.allocation.SimulatedStudy;
import org.trialbook.blinding.AesGcmBlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Whatever stands in the place of whatever member of whatever payload that the audit reads: it is unreadable at
/// its event, or it is of the form that section 10 asks for. Nothing else can come of it.
class UnreadablePayloadTest {

    /// Every kind of JSON value, and the extremes of each.
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-1",
            "1",
            "1.0",
            "1e0",
            "1.5",
            "2147483648",
            "1e1000000000",
            "-1e-1000000000",
            "9".repeat(400),
            "9".repeat(2_000),
            "\"\"",
            "\"x\"",
            "\"1\"",
            "\"null\"",
            "\"\\u0000\"",
            "\"" + "x".repeat(30_000) + "\"",
            "[]",
            "[null]",
            "[[]]",
            "[2026,3,2]",
            "[\"x\"]",
            "{}",
            "{\"x\":null}",
            "{\"value\":null}",
            "{\"\":\"\"}",
            "[".repeat(60) + "]".repeat(60));

    /// Texts that this section does not look into, or whose content it judges by a finding of its own.
    private static final Set<String> FREE = Set.of(
            "protocolVersion",
            "contentHash",
            "content",
            "seedCommitment",
            "party",
            "commitment",
            "stratum",
            "approvedBy/0",
            "approvedBy/1",
            "sponsorShare",
            "statisticianShare",
            "answers/age/value",
            "answers/age/unit",
            "answers/cause/value",
            "answers/cause/unit",
            "answers/excluded/value",
            "answers/excluded/unit",
            "strata/cause",
            "arm/key");

    private static final SimulatedStudy TRIAL = SimulatedStudy.of(BLOCKS);
    private static final List<TrialEvent> RECORD = TRIAL.record(SimulatedStudy.arrivals(6, 2, 5));

    private record Stored(String type, String version, String payload) {}

    private static final List<Stored> LINES = lines();

    private static List<Stored> lines() {
        EventSealing sealing = new EventSealing(new AesGcmBlindingKey("key", new byte[32], new Random(1)));
        return RECORD.stream()
                .map(event -> new Stored(
                        EventTypes.nameOf(event.getClass()).qualified(),
                        EventTypes.nameOf(event.getClass()).version(),
                        EventJson.write(sealing.close(event, "an event"))))
                .toList();
    }

    /// The first line of each type.
    static Stream<Integer> types() {
        Map<String, Integer> first = new LinkedHashMap<>();
        for (int i = 0; i < LINES.size(); i++) {
            first.putIfAbsent(LINES.get(i).type(), i);
        }
        assertThat(first).hasSize(7);
        assertThat(first.keySet()).allMatch(AllocationEvents::has);
        return first.values().stream();
    }

    private static RandomizationReport audit(int at, String payload) {
        return audit(at, LINES.get(Math.max(0, at)).version(), payload);
    }

    private static RandomizationReport audit(int at, String version, String payload) {
        RandomizationRecheck audit = new RandomizationRecheck();
        AllocationEvents events = new AllocationEvents(STUDY.value());
        for (int i = 0; i < LINES.size(); i++) {
            Stored line = LINES.get(i);
            try {
                audit.next(
                        i,
                        i == at
                                ? events.read(line.type(), version, payload)
                                : events.read(line.type(), line.version(), line.payload()));
            } catch (UnreadableEventException unreadable) {
                audit.unreadable(i, unreadable.reason());
            }
        }
        return audit.report().orElseThrow();
    }

    /// That the report says in plain words, of this event and of nothing else, that it can't be read.
    private static void assertUnreadable(int at, RandomizationReport report, String what) {
        assertThat(report.recomputed()).as(what).isFalse();
        assertThat(report.unreadable()).as(what).isTrue();
        assertThat(report.findings()).as(what).hasSize(1);
        assertThat(report.findings().getFirst().code()).as(what).isEqualTo("unreadable-event");
        assertThat(report.findings().getFirst().position()).as(what).hasValue(at);
        assertPlain(report);
    }

    private static void assertPlain(RandomizationReport report) {
        report.findings()
                .forEach(finding -> assertThat(finding.evidence())
                        .doesNotContain("Exception", "java.", "org.trialbook", "tools.jackson", "null\"")
                        .doesNotContainPattern("(?<!')\\bnull\\b")
                        .hasSizeLessThan(500));
    }

    @Test
    void theRecordIsSoundAsItIs() {
        assertThat(audit(-1, "").sound()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyMemberReplacedByEveryKindOfValue(int at) {
        everyMemberReplaced(at, LINES.get(at));
    }

    @Test
    void everyMemberOfTheEarlierPublicationReplacedByEveryKindOfValue() {
        everyMemberReplaced(0, new Stored(LINES.getFirst().type(), "1", ofVersion1()));
    }

    @Test
    void aPublicationIsOfTheVersionThatItSays() {
        String newest = LINES.getFirst().payload();

        assertThat(audit(0, "1", ofVersion1()).sound()).isTrue();
        assertUnreadable(0, audit(0, "1", newest), "version 1 without its commitment");
        assertUnreadable(0, audit(0, "2", ofVersion1()), "version 2 with a commitment");
        assertUnreadable(0, audit(0, "5", newest), "a version of a later release");
        int randomized = RECORD.indexOf(RECORD.stream()
                .filter(SubjectRandomized.class::isInstance)
                .findFirst()
                .orElseThrow());
        assertUnreadable(
                randomized, audit(randomized, "2", LINES.get(randomized).payload()), "another event's version");
    }

    private static String ofVersion1() {
        return LINES.getFirst().payload().replace(",\"awaitsSites\":false}", ",\"seedCommitment\":\"\"}");
    }

    private static void everyMemberReplaced(int at, Stored line) {
        JsonNode payload = EventJson.mapper().readTree(line.payload());
        List<String> paths = new ArrayList<>(List.of(""));
        collect("", payload, paths);
        for (String path : paths) {
            for (String value : VALUES) {
                String changed = with(line.payload(), path, value);
                String what = line.type() + " " + path + " = " + value.substring(0, Math.min(40, value.length()));
                RandomizationReport report = audit(at, line.version(), changed);
                assertPlain(report);
                if (report.unreadable()) {
                    assertUnreadable(at, report, what);
                } else {
                    assertThat(mayBe(path, value)).as(what).isTrue();
                }
                // And not more is unreadable than has to be.
                if (FREE.contains(path) && value.startsWith("\"") && !path.equals("content")) {
                    assertThat(report.unreadable()).as(what).isFalse();
                }
            }
        }
    }

    /// Whether section 10 allows the value there, by a reading of its own.
    private static boolean mayBe(String path, String value) {
        if (path.endsWith("/unit")) {
            return value.equals("null") || value.startsWith("\"");
        }
        return switch (path) {
            case "randomizationNumber", "subjects" -> value.equals("0") || value.equals("1");
            case "approvedBy" -> value.equals("[]") || value.equals("[\"x\"]");
            case "awaitsSites" -> value.equals("true") || value.equals("false");
            case "answers", "arms" -> value.equals("{}");
            case "strata" -> value.equals("{}") || value.equals("{\"\":\"\"}");
            case "arm/box" -> value.equals("\"\"") || value.equals("\"null\"") || value.startsWith("\"xxxx");
            default -> FREE.contains(path) && value.startsWith("\"");
        };
    }

    private static void collect(String path, JsonNode node, List<String> paths) {
        String prefix = path.isEmpty() ? "" : path + "/";
        if (node instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> {
                paths.add(prefix + name);
                collect(prefix + name, object.get(name), paths);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                paths.add(prefix + i);
                collect(prefix + i, array.get(i), paths);
            }
        }
    }

    /// The payload with the value, as it is spelled, in the place of what stands at the path.
    private static String with(String payload, String path, String value) {
        if (path.isEmpty()) {
            return value;
        }
        JsonNode root = EventJson.mapper().readTree(payload);
        String[] steps = path.split("/");
        JsonNode parent = root;
        for (int i = 0; i < steps.length - 1; i++) {
            parent = child(parent, steps[i]);
        }
        String last = steps[steps.length - 1];
        if (parent instanceof ObjectNode object) {
            object.put(last, "@here@");
        } else {
            ((ArrayNode) parent)
                    .set(
                            Integer.parseInt(last),
                            EventJson.mapper().getNodeFactory().stringNode("@here@"));
        }
        return root.toString().replace("\"@here@\"", value);
    }

    private static JsonNode child(JsonNode parent, String step) {
        return parent instanceof ObjectNode object ? object.get(step) : parent.get(Integer.parseInt(step));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyMemberLeftOutAndOneTooMany(int at) {
        String payload = LINES.get(at).payload();
        List<String> paths = new ArrayList<>();
        collect("", EventJson.mapper().readTree(payload), paths);
        for (String path : paths) {
            JsonNode root = EventJson.mapper().readTree(payload);
            JsonNode parent = root;
            String[] steps = path.split("/");
            for (int i = 0; i < steps.length - 1; i++) {
                parent = child(parent, steps[i]);
            }
            boolean map = path.matches("(answers|strata|arms)/[^/]*");
            if (parent instanceof ObjectNode object && !map) {
                object.remove(steps[steps.length - 1]);
                assertUnreadable(at, audit(at, root.toString()), "without " + path);
                object.put("further", 1);
                assertUnreadable(at, audit(at, root.toString()), "another instead of " + path);
            }
        }
        assertUnreadable(at, audit(at, payload.replaceFirst("\\{", "{\"further\":null,")), "one more");
        assertUnreadable(at, audit(at, payload.replace("\"study\":\"SMALL-TRIAL\"", "\"study\":\"OTHER\"")), "study");
    }

    @ParameterizedTest
    @MethodSource("types")
    void bytesChangedAtRandomNeverBreakTheAudit(int at) {
        Random random = new Random(at);
        byte[] payload = LINES.get(at).payload().getBytes(StandardCharsets.UTF_8);
        String signs = "\"\\{}[]:,0-1e.nulltrue;= \n*&!<|>'%@#?~";
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = payload.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) signs.charAt(random.nextInt(signs.length()));
            }
            String text = new String(changed, StandardCharsets.UTF_8);
            assertThatCode(() -> assertPlain(audit(at, text))).as(text).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void anotherVersionOfAnEventIsUnreadable(int at) {
        Stored line = LINES.get(at);
        String other = line.version().equals("3") ? "4" : "2";
        for (String version : List.of(other, "0", "1.0", "01")) {
            assertThatCode(() -> new AllocationEvents(STUDY.value()).read(line.type(), version, line.payload()))
                    .isInstanceOf(UnreadableEventException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"01-0001\":\"A\",\"x\":\"A\"}",
                "{\"01-0001\":\"a\"}",
                "{\"01-0001\":\"A\\n\"}",
                "{\"1-0001\":\"A\"}",
                "{\"01-0001\":{\"code\":\"A\"}}",
                "{\"01-0001\":null}"
            })
    void whatIsDisclosedIsOfSubjectsAndArms(String arms) {
        int at = (int) types().skip(5).findFirst().orElseThrow();
        assertThat(LINES.get(at).type()).endsWith("AllocationDisclosed");
        assertUnreadable(at, audit(at, with(LINES.get(at).payload(), "arms", arms)), arms);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "2026-3-2", "+12026-03-02", "2026-03-02T00:00", "2026-13-01", "２026-03-02"})
    void aDayIsADayOfTheCalendar(String day) {
        assertUnreadable(3, audit(3, with(LINES.get(3).payload(), "confirmedOn", "\"" + day + "\"")), day);
    }

    @Test
    void whatIsUnreadableIsAllThatIsTold() {
        // Without this subject, the numbers, the count and the disclosure would seem wrong too.
        assertUnreadable(4, audit(4, "null"), "a randomization");
        // Before the reveal too: it never becomes readable.
        RandomizationRecheck audit = new RandomizationRecheck();
        audit.next(0, RECORD.getFirst());
        audit.unreadable(1, "the payload is not an object");
        assertUnreadable(1, audit.report().orElseThrow(), "no reveal");
    }

    @Test
    void aProtocolThatIsNoneIsUnreadable() {
        for (String content : List.of("", "null", "[]", "a", "study: OTHER", "\u0000", "a: *b", "a: [".repeat(2_000))) {
            String payload = EventJson.write(new ProtocolPublished(STUDY, "1", "", content));
            assertUnreadable(0, audit(0, payload), content.substring(0, Math.min(20, content.length())));
        }
        String other = TRIAL.yaml().replace("study: SMALL-TRIAL", "study: OTHER");
        assertUnreadable(0, audit(0, EventJson.write(new ProtocolPublished(STUDY, "1", "", other))), "of another");
    }

    @Test
    void theReportHasNoMoreFindingsThanAPersonReads() {
        RandomizationRecheck audit = new RandomizationRecheck();
        for (int i = 0; i < 5_000; i++) {
            audit.unreadable(i, "it is nothing");
        }
        assertThat(audit.report().orElseThrow().findings())
                .hasSize(1_000)
                .last()
                .satisfies(finding -> assertThat(finding.position()).hasValue(999));
    }
}
