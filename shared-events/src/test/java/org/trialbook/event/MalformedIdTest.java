package org.trialbook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

class MalformedIdTest {

    private static final Map<String, Function<String, Object>> KINDS = Map.of(
            "study", StudyId::new,
            "site", SiteId::new,
            "subject", SubjectId::new,
            "read code", ReadCode::new,
            "arm", ArmCode::new);

    private static Object make(String kind, String value) {
        return Objects.requireNonNull(KINDS.get(kind)).apply(value);
    }

    @ParameterizedTest
    @CsvSource({
        "study,HOT-CRT", "study,A", "study,A2345678901234567890123456789012", "site,01", "site,123",
        "subject,01-003", "subject,123-1234", "read code,R-0123ABYZ", "arm,CSP", "arm,A-1"
    })
    void thisIsOne(String kind, String value) {
        assertThat(make(kind, value)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource({
        "study,hot-crt",
        "study,''",
        "study,1A",
        "study,A23456789012345678901234567890123",
        "study,'HOT CRT'",
        "study,'HOT-CRT\n'",
        "site,1",
        "site,1234",
        "site,0a",
        "site,٠١",
        "subject,01003",
        "subject,01-03",
        "subject,1-003",
        "subject,01-00345",
        "subject,'01-003 '",
        "read code,R-0123ABCI",
        "read code,R-0123ABCU",
        "read code,r-0123abcd",
        "read code,R-0123ABC",
        "arm,csp",
        "arm,A2345678901234567",
        "arm,'A;B'"
    })
    void thisIsNone(String kind, String value) {
        MalformedIdException refused = catchThrowableOfType(MalformedIdException.class, () -> make(kind, value));
        assertThat(refused).isNotNull().hasMessageContaining("is not a " + kind);
        assertThat(refused.kind()).isEqualTo(kind);
    }

    @Test
    void aMessageNeverRepeatsMoreThanSixtyFourCharacters() {
        MalformedIdException refused =
                catchThrowableOfType(MalformedIdException.class, () -> new SiteId("x".repeat(100_000)));
        assertThat(refused).hasMessageContaining("x".repeat(64) + "…").hasMessageNotContaining("x".repeat(65));
        assertThat(catchThrowableOfType(MalformedIdException.class, () -> new SiteId("x".repeat(64))))
                .hasMessageNotContaining("…");
    }

    @Test
    void asJsonAnIdIsItsText() {
        assertThat(EventJson.mapper().writeValueAsString(new SubjectId("01-003")))
                .isEqualTo("\"01-003\"");
        assertThat(EventJson.mapper().readValue("\"01-003\"", SubjectId.class)).isEqualTo(new SubjectId("01-003"));
        assertThat(catchThrowableOfType(
                        JacksonException.class, () -> EventJson.mapper().readValue("\"x\"", SubjectId.class)))
                .hasMessageContaining("is not a subject");
    }
}
