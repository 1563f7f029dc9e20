package org.trialbook.trial.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.drawing;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.VerificationSampleDrawn;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;

class DrawingAVerificationSampleTest implements ActExamples {
    private static final DrawVerificationSample.Body BODY = new DrawVerificationSample.Body();

    private static List<TrialEvent> registrations(int from, int to) {
        List<TrialEvent> all = new ArrayList<>();
        for (int number = from; number <= to; number++) {
            all.add(registered(new SubjectId("01-%03d".formatted(number))));
        }
        return all;
    }

    private static List<TrialEvent> of(int subjects) {
        return HotCrt.and(openSite(), registrations(1, subjects).toArray(TrialEvent[]::new));
    }

    private static Asked<?, ?> draw(String chance) {
        return ask(DrawVerificationSample.class, drawing(by(DATA_MANAGER), chance), STUDY, BODY);
    }

    private static VerificationSampleDrawn drawn(List<TrialEvent> history, String chance) {
        return given(history).when(draw(chance)).recorded(VerificationSampleDrawn.class);
    }

    @Test
    void itDrawsAsThePlanSaysAndRecordsTheSeed() {
        VerificationSampleDrawn drawn = drawn(of(10), "a");
        assertThat(drawn.seed()).matches("[0-9a-f]{64}");
        assertThat(drawn.percent()).isEqualTo(20);
        assertThat(drawn.ofEach()).isEqualTo("site");
        assertThat(drawn.subjects()).hasSize(2);
        assertThat(drawn(of(10), "a")).isEqualTo(drawn);
        assertThat(drawn(of(10), "b").seed()).isNotEqualTo(drawn.seed());
    }

    @Test
    void theNextOneDrawsOfThoseWhoCameSince() {
        List<TrialEvent> history = new ArrayList<>(of(10));
        history.add(drawn(history, "a"));
        given(history).when(draw("b")).thenRefused("nobody-to-draw", Map.of());
        history.addAll(registrations(11, 16));
        assertThat(drawn(history, "b").subjects())
                .hasSize(2)
                .allSatisfy(subject -> assertThat(subject.value()).isGreaterThan("01-010"));
    }

    /// The first of ten completes what the first of six had rounded up.
    @Test
    void aDrawThatDrawsNobodyDecidesAllTheSame() {
        List<TrialEvent> history = new ArrayList<>(of(6));
        history.add(drawn(history, "a"));
        history.addAll(registrations(7, 10));
        assertThat(drawn(history, "b").subjects()).isEmpty();
    }

    @Test
    void nothingIsDrawnWhereEverybodyIsVerifiedOrNobody() {
        for (String plan : List.of("  sample: {percent: 100, of-each: site}\n", "")) {
            String yaml = HotCrt.YAML.replace("  sample: {percent: 20, of-each: site}\n", plan);
            assertThat(yaml).isNotEqualTo(HotCrt.YAML);
            given(HotCrt.under(yaml, of(10))).when(draw("a")).thenRefused("no-sample-planned", Map.of());
        }
    }

    /// What is known to be looked at is written with more care.
    @Test
    void theSitesAreNotTold() {
        VerificationSampleDrawn drawn = drawn(of(10), "a");
        assertThat(drawn.toSite(HotCrt.SITE)).isFalse();
        assertThat(drawn.tags()).isEmpty();
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(DrawVerificationSample.class, by(DATA_MANAGER), STUDY, BODY, of(1))
                .on(trial -> {
                    trial.registered("01");
                    return "";
                })
                .refused("nobody-to-draw", openSite())
                .refused(
                        "no-sample-planned",
                        HotCrt.under(HotCrt.YAML.replace("  sample: {percent: 20, of-each: site}\n", ""), of(1))));
    }
}
