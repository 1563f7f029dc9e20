package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.trialbook.view.course.SubjectProjection;
import org.trialbook.view.overview.StudyProjection;
import org.trialbook.view.readresults.ReadProjection;
import org.trialbook.view.sites.SiteProjection;

/// What tests of stored views share.
final class Stored {

    private static final AtomicLong EDITIONS = new AtomicLong();

    private Stored() {}

    static ProjectionGroup group(int version) {
        return new ProjectionGroup(
                "test",
                true,
                version,
                List.of(StudyProjection.STUDY, SiteProjection.SITES, SubjectProjection.SUBJECTS, ReadProjection.READS),
                UnaryOperator.identity());
    }

    /// Stored views whose time is told by a test.
    static LeasedViews in(
            ViewDocuments documents, ProjectionGroup group, TrialRecord record, String node, AtomicLong nanos) {
        return new LeasedViews(documents, group, record, node, nanos::get, () -> "e" + EDITIONS.incrementAndGet());
    }

    /// All views after the first `size` events, folded from the beginning.
    static Picture folded(ProjectionGroup group, TrialRecord record, long size) {
        return new Views(group, record, Clock.systemUTC()).from(Picture.NONE, size);
    }

    /// A start on the stored views; nothing where they are not there or not of the record.
    static Picture restored(ViewPlace.Stored stored, ProjectionGroup group, TrialRecord record) {
        Views views = new Views(group, record, (of, in) -> stored, Clock.systemUTC());
        views.restore();
        return views.newest();
    }

    static void assertSame(Picture one, Picture other, ProjectionGroup group) {
        assertThat(one.size()).isEqualTo(other.size());
        for (Projection<?> projection : group.kept()) {
            assertThat(versioned(one, projection)).as(projection.name()).isEqualTo(versioned(other, projection));
        }
    }

    static <V> Map<String, Versioned<V>> versioned(Picture picture, Projection<V> projection) {
        Map<String, Versioned<V>> views = new TreeMap<>();
        picture.all(projection)
                .keySet()
                .forEach(id -> views.put(id, picture.versioned(projection, id).orElseThrow()));
        return views;
    }
}
