package org.trialbook.view.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.registered;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.trialbook.event.StudyEvent;
import org.trialbook.view.course.SubjectProjection;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.ProjectionGroup;
import org.trialbook.view.projection.Story;
import org.trialbook.view.projection.Views;
import org.trialbook.view.sites.SiteProjection;

/// What questions are answered from was folded otherwise than the record says: such as by a process whose memory
/// was damaged.
class LiveViewThatDiffersTest {

    private final Story story = new Story().published().then(opened("01")).then(registered("01-001"));
    private final AtomicBoolean misread = new AtomicBoolean();
    private final Views views = new Views(
            new ProjectionGroup("test", true, 1, List.of(SiteProjection.SITES, SubjectProjection.SUBJECTS), this::seen),
            story,
            Clock.systemUTC());

    private ProjectedEvent seen(ProjectedEvent event) {
        return misread.get() && event.event() instanceof StudyEvent.SiteOpened site
                ? event.with(new StudyEvent.SiteOpened(site.study(), site.site(), "Elsewhere", site.zone()))
                : event;
    }

    @Test
    void isNamedWithItsField() {
        misread.set(true);
        views.caughtUp();
        misread.set(false);

        Replay.Report report = Replay.of(views);

        assertThat(report.views()).isEqualTo(2);
        assertThat(report.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.of()).isEqualTo("live");
            assertThat(difference.projection()).isEqualTo("sites");
            assertThat(difference.id()).isEqualTo("01");
            assertThat(difference.path()).isEqualTo("/view/name");
            assertThat(difference.found()).hasToString("\"Elsewhere\"");
            assertThat(difference.recomputed()).hasToString("\"Site 01\"");
        });
    }

    @Test
    void whatWasFoldedRightlyIsSound() {
        assertThat(Replay.of(views.caughtUp()).differences()).isEmpty();
    }
}
