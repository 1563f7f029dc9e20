package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.registered;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.trialbook.event.UnknownEventException;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;
import org.trialbook.view.overview.StudyProjection;
import org.trialbook.view.overview.StudyView;
import org.trialbook.view.sites.SiteProjection;

/// Two releases on one record and one database of views. This release is the older one; the next one is played by
/// the same code, which sees the events of its own versions as it would after its conversions. What both may do,
/// and in which order, stands in docs/upgrading.md.
class UpgradeAndRollBackTest {

    private final Story record = new Story().published().then(opened("01")).then(registered("01-001"));
    private final DocumentsInMemory store = new DocumentsInMemory();
    private final Release older = new Release(record, 1);
    private final Release next = new Release(new AsTheNextReleaseReadsIt(record), 2);

    /// A release, with views of its own: its vocabulary, or the version of its folds, is another one.
    private final class Release {
        private final ProjectionGroup group;
        private final LeasedViews stored;
        private final Views views;

        /// @param record as the release reads it
        Release(TrialRecord record, int folds) {
            group = new ProjectionGroup(
                    "test",
                    true,
                    folds,
                    List.of(StudyProjection.STUDY, SiteProjection.SITES),
                    UnaryOperator.identity());
            stored = new LeasedViews(store, group, record, "release " + folds);
            views = new Views(group, record, (of, in) -> stored, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        }

        Release folds() {
            views.caughtUp();
            stored.keep(views.newest());
            return this;
        }

        /// How far the views have come that the next start of the release finds.
        ViewDocuments.Progress progress() {
            return store.progress(group.key()).orElse(ViewDocuments.Progress.NONE);
        }

        SortedMap<String, StudyView> answers() {
            return answers(new AsOf.Now());
        }

        SortedMap<String, StudyView> answers(AsOf moment) {
            return views.ask(moment, now -> now.all(StudyProjection.STUDY)).body();
        }
    }

    /// The next release has a version 5 of the protocol's publication, with one more member.
    private static EventLine ofTheNextRelease(Story record) {
        EventLine known = new Story().published().last();
        return new EventLine(
                record.size(),
                "event-of-the-next-release",
                known.type(),
                "5",
                known.study(),
                known.tags(),
                record.last().recordedAt(),
                known.occurredAt(),
                known.actor(),
                "c-next",
                known.reason(),
                known.metadata(),
                known.payload().replaceFirst("\\}$", ",\"languages\":[\"de\"]}"));
    }

    private record AsTheNextReleaseReadsIt(Story stored) implements TrialRecord {
        @Override
        public long size() {
            return stored.size();
        }

        @Override
        public EventLine line(long position) {
            EventLine line = stored.line(position);
            if (!line.version().equals("5")) {
                return line;
            }
            return new EventLine(
                    line.position(),
                    line.id(),
                    line.type(),
                    "4",
                    line.study(),
                    line.tags(),
                    line.recordedAt(),
                    line.occurredAt(),
                    line.actor(),
                    line.command(),
                    line.reason(),
                    line.metadata(),
                    line.payload().replace(",\"languages\":[\"de\"]}", "}"));
        }

        @Override
        public TreeHash leafHash(long position) {
            return stored.leafHash(position);
        }

        @Override
        public long sizeAt(Instant instant) {
            return stored.sizeAt(instant);
        }
    }

    @Test
    void asLongAsNothingNewIsRecordedBothAnswerTheSameFromViewsOfTheirOwn() {
        SortedMap<String, StudyView> before = older.folds().answers();

        assertThat(next.folds().answers()).isEqualTo(before);
        assertThat(next.progress().edition()).isNotEqualTo(older.progress().edition());

        record.then(opened("02"));
        assertThat(older.folds().answers()).isEqualTo(next.folds().answers()).isNotEqualTo(before);
    }

    @Test
    void theOlderOneStopsAtTheFirstNewVersionAndTheNextReadsAll() {
        older.folds();
        next.folds();
        long before = record.size();
        SortedMap<String, StudyView> known = older.answers();
        record.then(ofTheNextRelease(record)).then(opened("02"));

        assertThatThrownBy(older::folds)
                .isInstanceOf(UnknownEventException.class)
                .hasMessageContaining("position " + before)
                .hasMessageContaining("trialbook.ProtocolPublished version 5");
        assertThat(older.progress().size()).isEqualTo(before);
        assertThatThrownBy(older::answers).isInstanceOf(UnknownEventException.class);
        assertThat(older.answers(new AsOf.Size(before))).isEqualTo(known);

        assertThat(next.folds().answers()).hasSize(1);
        assertThat(next.progress().size()).isEqualTo(before + 2);
    }

    @Test
    void whatWasRolledBackBeforeItRecordedAnythingIsGoneOnWithout() {
        next.folds();
        record.then(opened("02"));

        assertThat(older.folds().answers()).hasSize(1);
        assertThat(older.progress().size()).isEqualTo(record.size());
    }

    @Test
    void whatWasRolledBackAfterwardsDoesNotStartAndTheNextReleaseFindsItsViewsAsTheyWere() {
        record.then(ofTheNextRelease(record));
        long reached = next.folds().progress().size();

        assertThatThrownBy(older::folds).isInstanceOf(UnknownEventException.class);
        assertThatThrownBy(older::answers).isInstanceOf(UnknownEventException.class);

        assertThat(next.progress().size()).isEqualTo(reached);
        assertThat(next.folds().answers()).hasSize(1);
        assertThat(next.progress().size()).isEqualTo(reached);
        assertThat(Stored.restored(next.stored, next.group, next.views.record()).size())
                .isEqualTo(reached);
    }
}
