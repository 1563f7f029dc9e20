package org.trialbook.view.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.*;
import static org.trialbook.view.timeline.TimelineProjection.TIMELINES;

import org.junit.jupiter.api.Test;
import org.trialbook.view.projection.Story;
import org.trialbook.view.projection.ViewJson;

class SubjectTimelineTest {

    private static TimelineView of(Story story, String id) {
        return story.view(TIMELINES, id);
    }

    @Test
    void theArmIsShownAsSealedAndItsBoxIsNot() {
        Story story = new Story().then(registered("01-001")).then(randomized("01-001", 7, "CSP"));

        TimelineView.Entry entry = of(story, "01-001").entries().getLast();

        assertThat(entry.what()).isEqualTo("SubjectRandomized");
        assertThat(entry.fields().get("arm").toString()).isEqualTo("{\"sealed\":true}");
        assertThat(entry.fields().get("randomizationNumber").intValue()).isEqualTo(7);
        assertThat(ViewJson.mapper().writeValueAsString(of(story, "01-001"))).doesNotContain("box");
    }

    @Test
    void aCorrectionShowsTheOldAnswerAndTheNew() {
        Story story = new Story().then(corrected("01-001", "qrs-duration", "16", "160"));

        var correction = of(story, "01-001").entries().getLast().fields().get("correction");

        assertThat(correction.at("/from/value").stringValue()).isEqualTo("16");
        assertThat(correction.at("/to/value").stringValue()).isEqualTo("160");
        assertThat(correction.get("because").stringValue()).isEqualTo("typed wrongly");
    }

    @Test
    void aCorrectionOfARevealingAnswerDoesNotEvenNameTheItem() {
        Story story = new Story().then(correctedRevealing("01-001", "paced-capture", "selective-his", "biventricular"));

        var fields = of(story, "01-001").entries().getLast().fields();

        assertThat(fields.get("correction").isNull()).isTrue();
        assertThat(fields.get("revealing").toString()).isEqualTo("{\"sealed\":true}");
    }

    @Test
    void ofTheImplantOnlyTheFirstAttemptIsKnownAndOfACrossoverNothing() {
        Story story = new Story()
                .then(tried("01-001", 1, "left-bundle", "qrs-not-narrowed"))
                .then(tried("01-001", 2, "left-bundle", "qrs-not-narrowed"))
                .then(asked("01-001", 1, "CSP", "BVP", "qrs-not-narrowed"))
                .then(denied("01-001", 1))
                .then(refused("request-crossover", "01-001", "CSP"));

        assertThat(of(story, "01-001").entries()).hasSize(1);
    }

    @Test
    void aRefusedRandomizationIsThereWithoutItsSealedEvidence() {
        Story story = new Story().then(refused("randomize", "01-001", "CSP"));

        assertThat(of(story, "01-001")
                        .entries()
                        .getLast()
                        .fields()
                        .get("sealedEvidence")
                        .toString())
                .isEqualTo("{\"sealed\":true}");
    }

    @Test
    void aReadIsKnownToItsSubjectAndKeepsItsOwnEntries() {
        Story story = new Story()
                .then(readRegistered("R-00000001", "01-001", "month-6", "ecg"))
                .then(assigned("R-00000001", "reader-1"))
                .then(submitted("R-00000001", "reader-1", "118", "CSP"));

        assertThat(of(story, "01-001").reads()).containsExactly("R-00000001");
        assertThat(of(story, "R-00000001").entries())
                .extracting(TimelineView.Entry::what)
                .containsExactly("ReadAssigned", "ReadSubmitted");
        assertThat(of(story, "R-00000001")
                        .entries()
                        .getLast()
                        .fields()
                        .get("guess")
                        .toString())
                .isEqualTo("{\"sealed\":true}");
    }
}
