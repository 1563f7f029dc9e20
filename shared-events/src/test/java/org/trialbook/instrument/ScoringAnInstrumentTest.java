package org.trialbook.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringAnInstrumentTest {

    /// Devlin et al., Health Econ 2018;27:7-22, table 2 (England).
    private static final ValueSet ENGLAND = new ValueSet(
            "England 2018",
            BigDecimal.ONE,
            BigDecimal.ZERO,
            List.of(
                    decrements("0.058", "0.076", "0.207", "0.274"),
                    decrements("0.050", "0.080", "0.164", "0.203"),
                    decrements("0.050", "0.063", "0.162", "0.184"),
                    decrements("0.063", "0.084", "0.276", "0.335"),
                    decrements("0.078", "0.104", "0.285", "0.289")));

    /// By hand: (3 + 4 + 5) / 3 = 4, so 75; (50 + 33.33 + 66.67 + 100) / 4 = 62.5; (25 + 75) / 2 = 50; (2 + 4) / 2 = 3
    /// of
    /// two answers, so 50; and of the four, 59.375.
    @Test
    void kccq12() {
        Map<String, String> answers = answers("kccq12-", "1a=3 1b=4 1c=5 2=3 3=3 4=5 5=5 6=2 7=4 8a=2 8b=6 8c=4");

        assertThat(values("kccq-12", "2012", answers))
                .containsEntry("physical-limitation", "75")
                .containsEntry("symptom-frequency", "62.5")
                .containsEntry("quality-of-life", "50")
                .containsEntry("social-limitation", "50")
                .containsEntry("summary", "59.38");
    }

    /// Each domain with as few answers as it needs, and with one fewer.
    @ParameterizedTest
    @CsvSource({
        "1a=5 1b=6 1c=1,      physical-limitation, 50",
        "1a=5 1b=6 1c=6,      physical-limitation,",
        "1a=5,                physical-limitation,",
        "2=1 4=7,             symptom-frequency,   50",
        "4=7,                 symptom-frequency,",
        "7=5,                 quality-of-life,     100",
        "1a=5,                quality-of-life,",
        "8a=1 8c=1,           social-limitation,   0",
        "8a=1 8b=6,           social-limitation,",
        "7=4,                 summary,             75",
        "1a=5 4=7 8a=1,       summary,",
        "1a=7 1b=0 1c=3,      physical-limitation,"
    })
    void kccq12WithMissingAnswers(String given, String score, @Nullable String expected) {
        assertThat(values("kccq-12", "2012", answers("kccq12-", given)).get(score))
                .isEqualTo(expected);
    }

    /// By hand: three answers of six, mean 3; no change; mean of 0, 50 and 100 and 25; burden of an answer that names
    /// no
    /// symptom, 100; total (43.75 + 100) / 2 = 71.875; clinical (50 + 71.875) / 2.
    @Test
    void kccq23() {
        Map<String, String> answers =
                answers("kccq-", "1a=2 1b=3 1c=4 1d=6 2=6 3=1 5=4 7=7 9=2 4=6 10=4 11=5 12=3 15a=6 15b=5 15c=6");

        assertThat(values("kccq-23", "2000", answers))
                .containsEntry("physical-limitation", "50")
                .containsEntry("symptom-stability", "50")
                .containsEntry("symptom-frequency", "43.75")
                .containsEntry("symptom-burden", "100")
                .containsEntry("total-symptom", "71.88")
                .containsEntry("self-efficacy", "87.5")
                .containsEntry("quality-of-life", "50")
                .containsEntry("social-limitation", null)
                .containsEntry("clinical-summary", "60.94")
                .containsEntry("overall-summary", "57.29");
    }

    /// Each domain with as few answers as it needs, and with one fewer; each summary with as few domains, and with
    /// none.
    /// By hand: an answer a of a scale from 1 to n counts (a - 1) / (n - 1) of 100, and a domain is the mean of its
    /// answers.
    @ParameterizedTest
    @CsvSource({
        "1a=1 1b=3 1f=5 1c=6,                  physical-limitation, 50",
        "1a=1 1b=3 1c=6 1d=6 1e=6 1f=6,        physical-limitation,",
        "2=1,                                  symptom-stability,   0",
        "2=6,                                  symptom-stability,   50",
        "3=5,                                  symptom-stability,",
        "3=2 5=4,                              symptom-frequency,   37.5",
        "7=4 9=4,                              symptom-frequency,   62.5",
        "5=7,                                  symptom-frequency,",
        "4=2,                                  symptom-burden,      25",
        "8=6,                                  symptom-burden,      100",
        "3=1 5=1,                              symptom-burden,",
        "4=2,                                  total-symptom,       25",
        "3=2 5=4,                              total-symptom,       37.5",
        "3=2 5=4 4=5,                          total-symptom,       68.75",
        "5=7,                                  total-symptom,",
        "11=4,                                 self-efficacy,       75",
        "12=4,                                 self-efficacy,",
        "14=2,                                 quality-of-life,     25",
        "12=1 13=2 14=5,                       quality-of-life,     41.67",
        "10=5 11=5,                            quality-of-life,",
        "15a=1 15d=4 15b=6,                    social-limitation,   37.5",
        "15a=1 15b=6 15c=6 15d=6,              social-limitation,",
        "1a=1 1b=3 1f=5,                       clinical-summary,    50",
        "6=3,                                  clinical-summary,    50",
        "1a=1 1b=3 1f=5 6=5,                   clinical-summary,    75",
        "12=5 13=5 14=5 15a=5 15b=5 10=5 2=5,  clinical-summary,",
        "13=2,                                 overall-summary,     25",
        "13=2 15a=1 15d=4,                     overall-summary,     31.25",
        "2=5 10=5 11=5 1a=5 1b=5 5=7 15a=5,    overall-summary,"
    })
    void kccq23WithMissingAnswers(String given, String score, @Nullable String expected) {
        assertThat(values("kccq-23", "2000", answers("kccq-", given)).get(score))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"11111, 1, 5", "21331, 0.795, 10", "55555, -0.285, 25"})
    void eq5dOfAProfile(String profile, String index, String levelSum) {
        Map<String, String> answers = IntStream.range(0, 5)
                .boxed()
                .collect(Collectors.toMap(i -> "eq5d-" + (i + 1), i -> profile.substring(i, i + 1)));

        assertThat(values("eq-5d-5l", "2011", answers, ENGLAND))
                .containsEntry("profile", profile)
                .containsEntry("index", index)
                .containsEntry("level-sum", levelSum)
                .containsEntry("vas", null);
        assertThat(values("eq-5d-5l", "2011", answers)).containsEntry("index", null);
    }

    @Test
    void eq5dWithADimensionUnanswered() {
        Map<String, String> answers = answers("eq5d-", "1=1 2=2 3=1 4=1 vas=80");

        assertThat(values("eq-5d-5l", "2011", answers, ENGLAND))
                .containsEntry("profile", null)
                .containsEntry("index", null)
                .containsEntry("vas", "80");
    }

    @Test
    void aConstantIsLostWithTheFirstProblemOnly() {
        ValueSet constant =
                new ValueSet("made up", new BigDecimal("0.95"), new BigDecimal("0.1"), ENGLAND.decrements());
        Map<String, String> healthy = answers("eq5d-", "1=1 2=1 3=1 4=1 5=1");
        Map<String, String> other = answers("eq5d-", "1=1 2=1 3=1 4=1 5=2");

        assertThat(values("eq-5d-5l", "2011", healthy, constant)).containsEntry("index", "0.95");
        assertThat(values("eq-5d-5l", "2011", other, constant)).containsEntry("index", "0.772");
    }

    @Test
    void mlhfq() {
        Map<String, String> answers = new HashMap<>();
        IntStream.rangeClosed(1, 21).forEach(i -> answers.put("mlhfq-" + i, Integer.toString(i % 6)));
        assertThat(values("mlhfq", "1987", answers))
                .containsEntry("total", "51")
                .containsEntry("physical", "16")
                .containsEntry("emotional", "11");

        answers.remove("mlhfq-1");
        assertThat(values("mlhfq", "1987", answers))
                .containsEntry("total", null)
                .containsEntry("physical", "16");
    }

    /// Every answer is 2: eight items of the physical dimension, five of the emotional one.
    @ParameterizedTest
    @CsvSource({"8,  , 16, 10", "2,  ,   , 10", "13, ,   , 10", "17, , 16,", "21, , 16,", "22, 42, 16, 10"})
    void mlhfqWithOneUnanswered(
            int unanswered, @Nullable String total, @Nullable String physical, @Nullable String emotional) {
        Map<String, String> answers = new HashMap<>();
        IntStream.rangeClosed(1, 21).filter(i -> i != unanswered).forEach(i -> answers.put("mlhfq-" + i, "2"));
        Map<String, @Nullable String> values = values("mlhfq", "1987", answers);
        assertThat(values.get("total")).isEqualTo(total);
        assertThat(values.get("physical")).isEqualTo(physical);
        assertThat(values.get("emotional")).isEqualTo(emotional);
    }

    @Test
    void nyhaIsAnsweredByItsCodes() {
        assertThat(values("nyha", "1994", Map.of("nyha-class", "III"))).containsEntry("class", "3");
        assertThat(values("nyha", "1994", Map.of("nyha-class", "V"))).containsEntry("class", null);
    }

    private static List<BigDecimal> decrements(String... values) {
        return Stream.of(values).map(BigDecimal::new).toList();
    }

    private static Map<String, String> answers(String prefix, String given) {
        return Stream.of(given.split(" "))
                .map(answer -> answer.split("="))
                .collect(Collectors.toMap(answer -> prefix + answer[0], answer -> answer[1]));
    }

    private static Map<String, @Nullable String> values(String code, String version, Map<String, String> answers) {
        return values(code, version, answers, null);
    }

    private static Map<String, @Nullable String> values(
            String code, String version, Map<String, String> answers, @Nullable ValueSet set) {
        Map<String, @Nullable String> values = new HashMap<>();
        new ArrayList<>(Instruments.find(code, version).orElseThrow().score(answers, set))
                .forEach(scored -> values.put(scored.score(), scored.value()));
        return values;
    }
}
