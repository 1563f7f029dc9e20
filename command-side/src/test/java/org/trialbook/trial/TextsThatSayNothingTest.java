package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.HotCrt.with;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.trial.TrialServer.Answer;
import tools.jackson.databind.json.JsonMapper;

/// Every text of every endpoint, at whatever depth of the body: one without a letter or a digit is refused with a
/// sentence, and not recorded. A new endpoint or field needs no word here, unless its text may be left empty.
@ExtendWith(SharedServer.class)
class TextsThatSayNothingTest {

    /// Not shown at all, a blank that is none to Java, dashes, nothing, marks of direction.
    private static final List<String> SILENT = List.of("\u200b", "\u00a0", "---", "", "\u202e\u2069");

    /// What such a text is refused for: itself, and nothing else that may stand in the way.
    private static final Set<String> OF_THE_TEXT = Set.of(
            "fact-not-recorded",
            "import-unreadable",
            "no-such-import",
            "form-not-recorded",
            "invalid-field",
            "invalid-answers",
            "invalid-implant-attempt",
            "invalid-protocol",
            "invalid-read",
            "key-of-a-repeating-form",
            "malformed-id",
            "no-coded-items",
            "no-kits-in-the-protocol",
            "no-such-finding",
            "not-in-the-envelopes",
            "normal-range-in-another-unit",
            "nothing-recorded",
            "unknown-code",
            "value-differs",
            "wrong-type");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> TARGETS = new ConcurrentHashMap<>();

    @TestFactory
    List<DynamicTest> areRefusedWithASentence(Trial trial) {
        List<DynamicTest> tests = new ArrayList<>();
        for (ActExample<?, ?> row : ActExamples.all()) {
            Map<String, Object> body = row.body(trial);
            texts("", body, wrong -> wrong, tests, row, trial);
            // One at a time: with anything else that is wrong they would all be refused.
            absent(row, trial, body)
                    .forEach(field -> tests.addAll(refused(field, wrong -> with(body, field, wrong), row, trial)));
        }
        assertThat(tests).hasSizeGreaterThan(200);
        return tests;
    }

    /// Texts that the body may have beside those it has.
    private static List<String> absent(ActExample<?, ?> row, Trial trial, Map<String, Object> body) {
        return ActEndpoints.fields(row.name()).stream()
                .filter(field -> field.type() == String.class)
                .map(ActEndpoints.Field::name)
                .filter(name -> !body.containsKey(name))
                .toList();
    }

    private static void texts(
            String place,
            Object part,
            Function<Object, Object> body,
            List<DynamicTest> tests,
            ActExample<?, ?> row,
            Trial trial) {
        switch (part) {
            case String ignored -> tests.addAll(refused(place, body, row, trial));
            case Map<?, ?> map ->
                map.forEach((name, value) -> {
                    if (value != null) {
                        texts(
                                place.isEmpty() ? name.toString() : place + " " + name,
                                value,
                                changed -> body.apply(with(map, name, changed)),
                                tests,
                                row,
                                trial);
                    }
                });
            case List<?> list ->
                texts(place, list.getFirst(), changed -> body.apply(List.of(changed)), tests, row, trial);
            default -> {}
        }
    }

    private static Map<Object, Object> with(Map<?, ?> map, Object name, Object value) {
        Map<Object, Object> changed = new LinkedHashMap<>(map);
        changed.put(name, value);
        return changed;
    }

    private static List<DynamicTest> refused(
            String place, Function<Object, Object> body, ActExample<?, ?> row, Trial trial) {
        return SILENT.stream()
                .filter(silent -> !silent.isEmpty() || !row.mayBeEmpty(place))
                .map(silent -> DynamicTest.dynamicTest(row.name() + " " + place + ": " + escaped(silent), () -> {
                    TrialServer server = trial.server();
                    String path = row.path(target(row, trial));
                    long before = server.log().size();
                    Answer answer = server.send(server.request(path, JSON.writeValueAsString(body.apply(silent)))
                            .header("Authorization", "Bearer " + server.token(row.person()))
                            .header("Idempotency-Key", UUID.randomUUID().toString()));
                    assertThat(answer.status()).as(answer.body()).isIn(400, 422);
                    assertThat(answer.problem()).isIn(OF_THE_TEXT);
                    assertThat(answer.json().path("detail").asString("")).endsWith(".");
                    // Of critical acts it is recorded that they were refused, and nothing else.
                    boolean refusal = answer.json().path("type").asString("").startsWith("urn:trialbook:refusal:");
                    assertThat(server.log().size()).isBetween(before, refusal ? before + 1 : before);
                }))
                .toList();
    }

    private static String target(ActExample<?, ?> row, Trial trial) {
        return TARGETS.computeIfAbsent(row.name(), ignored -> row.target(trial));
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(c -> shown.append(c < 0x7F ? "" + (char) c : "U+%04X".formatted(c)));
        return shown.toString();
    }
}
