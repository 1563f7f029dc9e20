package org.trialbook.console.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Of what is typed it is said that something is surely not asked; of the rest the record decides.
class FieldConditionTest {

    /// `computed` is not known here, `empty` has no value.
    private static final Map<String, String> TYPED =
            Map.of("alive", "false", "signs", "rales,other", "age", "70", "odd", "seventy", "empty", "");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"item": "alive", "is": "false"}                          | true
            {"item": "alive", "is": "true"}                           | false
            {"item": "signs", "is": "other"}                          | true
            {"item": "signs", "one-of": ["oedema", "rales"]}          | true
            {"item": "signs", "one-of": ["oedema"]}                   | false
            {"item": "age", "at-least": 70}                           | true
            {"item": "age", "more-than": 70}                          | false
            {"item": "age", "at-most": 70, "at-least": 71}            | false
            {"item": "age", "less-than": 70.5}                        | true
            {"item": "odd", "less-than": 70.5}                        | unknown
            {"item": "empty", "is": "x"}                              | false
            {"item": "computed", "is": "x"}                           | unknown
            {"all": [{"item": "alive", "is": "false"}, {"item": "computed", "is": "x"}]} | unknown
            {"all": [{"item": "alive", "is": "true"}, {"item": "computed", "is": "x"}]}  | false
            {"any": [{"item": "alive", "is": "false"}, {"item": "computed", "is": "x"}]} | true
            {"any": [{"item": "alive", "is": "true"}, {"item": "computed", "is": "x"}]}  | unknown
            {"any": [{"item": "alive", "is": "true"}, {"item": "age", "at-least": 71}]}  | false
            """)
    void holdsOrNotOrIsNotKnown(String condition, String expected) {
        assertThat(Objects.requireNonNull(FieldCondition.of(JsonMapper.shared().readTree(condition)))
                        .holds(TYPED)
                        .map(String::valueOf)
                        .orElse("unknown"))
                .isEqualTo(expected);
    }
}
