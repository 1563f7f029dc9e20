package org.trialbook.view.readresults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.*;
import static org.trialbook.view.readresults.ReadProjection.READS;

import org.junit.jupiter.api.Test;
import org.trialbook.event.ItemValue;
import org.trialbook.view.projection.Story;
import org.trialbook.view.projection.ViewJson;

class SubmittedReadTest {

    private final Story story = new Story()
            .then(readRegistered("R-00000001", "01-001", "month-6", "ecg"))
            .then(assigned("R-00000001", "reader-1"))
            .then(submitted("R-00000001", "reader-1", "118", "CSP"));

    @Test
    void theMeasurementsStandBesideTheSubjectAndTheVisit() {
        ReadView read = story.view(READS, "R-00000001");

        assertThat(read.subject()).isEqualTo("01-001");
        assertThat(read.visit()).isEqualTo("month-6");
        assertThat(read.values()).containsEntry("qrs-duration", new ItemValue("118", "ms"));
    }

    @Test
    void theGuessAndTheRecordingAreNotThere() {
        String json = ViewJson.mapper().writeValueAsString(story.views(READS));

        assertThat(json).doesNotContain("guess").doesNotContain("CSP").doesNotContain("archive/");
    }
}
