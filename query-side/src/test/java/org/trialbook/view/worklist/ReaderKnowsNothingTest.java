package org.trialbook.view.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.*;
import static org.trialbook.view.worklist.WorkListProjection.WORK_LIST;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.trialbook.view.projection.Story;
import org.trialbook.view.projection.ViewJson;

class ReaderKnowsNothingTest {

    @Test
    void anAssignedReadIsTheReadersToDoUntilSubmitted() {
        Story story = new Story()
                .then(readRegistered("R-00000001", "01-001", "month-6", "ecg"))
                .then(assigned("R-00000001", "reader-1"));
        assertThat(story.view(WORK_LIST, "R-00000001"))
                .isEqualTo(new WorkItem(
                        "R-00000001", "R-00000001", "ecg", "reader-1", WorkItem.Status.ASSIGNED, List.of()));

        story.then(submitted("R-00000001", "reader-1", "118", null));

        assertThat(story.view(WORK_LIST, "R-00000001").status()).isEqualTo(WorkItem.Status.SUBMITTED);
    }

    @Test
    void subjectSiteVisitAndRecordingStayBehind() {
        Story one = new Story()
                .then(readRegistered("R-00000001", "01-001", "month-6", "ecg"))
                .then(assigned("R-00000001", "reader-1"));
        Story other = new Story()
                .then(readRegistered("R-00000001", "22-345", "pre-implant", "ecg"))
                .then(assigned("R-00000001", "reader-1"));

        assertThat(ViewJson.mapper().writeValueAsString(one.views(WORK_LIST)))
                .isEqualTo(ViewJson.mapper().writeValueAsString(other.views(WORK_LIST)));
    }
}
