package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.ItemValue;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AnswerConditionTest {

    private static AnswerCondition rule(String yaml) {
        return new YAMLMapper().readValue(yaml, AnswerCondition.class);
    }

    @ParameterizedTest
    @CsvSource({
        "at-least,35,true", "at-least,35.1,false", "at-least,34.9,true",
        "at-most,35,true", "at-most,35.1,true", "at-most,34.9,false",
        "more-than,35,false", "more-than,34.9,true", "more-than,35.1,false",
        "less-than,35,false", "less-than,34.9,false", "less-than,35.1,true"
    })
    void thirtyFiveComparedWithANumber(String comparison, String number, boolean holds) {
        AnswerCondition rule = rule("{item: lvef, %s: %s}".formatted(comparison, number));
        assertThat(rule.holds(Map.of("lvef", new ItemValue("35.0", "%")))).isEqualTo(holds);
        assertThat(rule.comparesNumbers()).isTrue();
    }

    @Test
    void twoBoundsMustBothHold() {
        AnswerCondition rule = rule("{item: lvef, more-than: 35, at-most: 50}");
        assertThat(rule.holds(Map.of("lvef", ItemValue.of("35")))).isFalse();
        assertThat(rule.holds(Map.of("lvef", ItemValue.of("50")))).isTrue();
        assertThat(rule.holds(Map.of("lvef", ItemValue.of("51")))).isFalse();
    }

    @Test
    void yamlsTrueAndTheTextTrueAreTheSame() {
        assertThat(rule("{item: pregnancy, is: true}")).isEqualTo(rule("{item: pregnancy, is: \"true\"}"));
        assertThat(rule("{item: pregnancy, is: false}").holds(Map.of("pregnancy", ItemValue.of("false"))))
                .isTrue();
        assertThat(rule("{item: pregnancy, is: true}").holds(Map.of("pregnancy", ItemValue.of("false"))))
                .isFalse();
    }

    @Test
    void oneOfSomeCodes() {
        AnswerCondition rule = rule("{item: nyha, one-of: [II, III]}");
        assertThat(rule.holds(Map.of("nyha", ItemValue.of("III")))).isTrue();
        assertThat(rule.holds(Map.of("nyha", ItemValue.of("I")))).isFalse();
        assertThat(rule.comparesNumbers()).isFalse();
    }

    @Test
    void allMeansEachAndAnyMeansOne() {
        Map<String, ItemValue> answers = Map.of("a", ItemValue.of("1"), "b", ItemValue.of("2"));
        assertThat(rule("{all: [{item: a, is: 1}, {item: b, is: 2}]}").holds(answers))
                .isTrue();
        assertThat(rule("{all: [{item: a, is: 1}, {item: b, is: 1}]}").holds(answers))
                .isFalse();
        assertThat(rule("{any: [{item: a, is: 2}, {item: b, is: 2}]}").holds(answers))
                .isTrue();
        assertThat(rule("{any: [{item: a, is: 2}, {item: b, is: 1}]}").holds(answers))
                .isFalse();
    }

    @Test
    void whatIsNotAnsweredDoesNotHold() {
        assertThat(rule("{item: age, at-most: 100}").holds(Map.of())).isFalse();
        assertThat(rule("{item: age, is: x}").holds(Map.of())).isFalse();
        assertThat(rule("{}").holds(Map.of("age", ItemValue.of("1")))).isFalse();
    }

    @Test
    void itKnowsTheItemsItLooksAt() {
        assertThat(rule("{any: [{item: a, is: x}, {all: [{item: b, is: x}, {item: c, is: x}]}]}")
                        .items())
                .containsExactly("a", "b", "c");
        assertThat(rule("{}").items()).isEmpty();
    }
}
