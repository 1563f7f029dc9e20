package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trialbook.view.projection.Acts.registered;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.access.Audience;
import org.trialbook.event.SiteId;
import org.trialbook.event.UnknownEventException;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.view.QuerySideConfiguration;
import org.trialbook.view.comparison.BlindedAnswers;
import org.trialbook.view.comparison.ReencryptedRecord;
import org.trialbook.view.comparison.RevealingItemAudit;
import org.trialbook.view.comparison.SealedFieldAudit;
import org.trialbook.view.http.SmallTrial;
import org.trialbook.view.overview.StudyProjection;
import org.trialbook.view.question.AudienceIndex;
import org.trialbook.view.record.RecordPage;
import org.trialbook.view.record.SealedFields;
import org.trialbook.view.replay.Replay;
import org.trialbook.view.unblinded.allocation.AllocationProjection;
import org.trialbook.view.unblinded.allocationaccess.AllocationAccessProjection;
import org.trialbook.view.unblinded.blindingindex.GuessProjection;
import org.trialbook.view.unblinded.crossovers.CrossoverProjection;
import org.trialbook.view.unblinded.envelopes.EnvelopesProjection;
import org.trialbook.view.unblinded.subject.TreatmentProjection;

/// An event of a type, or of a version, that this release doesn't know may change what any view says. So each stops
/// right before it, and says where it stands and what wrote it.
class EventOfALaterReleaseTest {

    private static final int AT = 2;

    private final Clock clock = Clock.fixed(Story.START, ZoneOffset.UTC);

    /// Two events that are known, the other one, and one more that is known.
    private static Story with(String type, String version) {
        Story story = new Story().published().then(registered("01-001"));
        return story.then(renamed(story.last(), type, version)).then(registered("01-002"));
    }

    /// The line of a known event under another name.
    static EventLine renamed(EventLine known, String type, String version) {
        return new EventLine(
                known.position() + 1,
                "event-unknown",
                type,
                version,
                known.study(),
                known.tags(),
                known.recordedAt(),
                known.occurredAt(),
                known.actor(),
                "c-unknown",
                known.reason(),
                known.metadata(),
                known.payload());
    }

    static Stream<Arguments> later() {
        return Stream.of(
                Arguments.of("trialbook.ArmToldInClear", "1"),
                Arguments.of("trialbook.SubjectRegistered", "2"),
                Arguments.of("trialbook.ProtocolPublished", "5"),
                Arguments.of(KeyRotation.TYPE, "2"),
                Arguments.of("other.SubjectRegistered", "1"));
    }

    private static void assertStops(String type, String version, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(UnknownEventException.class)
                .hasMessage("The event at position " + AT + " is stored as " + type + " version " + version
                        + ", which this release does not know: a later release of Trialbook wrote this;"
                        + " start that release.");
    }

    static Stream<Projection<?>> projections() {
        return Stream.concat(
                QuerySideConfiguration.BLINDED.projections().stream(),
                Stream.of(
                        AllocationProjection.ALLOCATION,
                        CrossoverProjection.CROSSOVERS,
                        EnvelopesProjection.ENVELOPES,
                        AllocationAccessProjection.ACCESSES,
                        TreatmentProjection.TREATMENTS,
                        GuessProjection.GUESSES));
    }

    static Stream<Arguments> projectionsAndLater() {
        return projections()
                .flatMap(projection -> later().map(event -> Arguments.of(projection, event.get()[0], event.get()[1])));
    }

    @ParameterizedTest
    @MethodSource("projectionsAndLater")
    void noFoldGoesBeyondIt(Projection<?> projection, String type, String version) {
        assertStops(type, version, () -> with(type, version).views(projection));
    }

    private static ProjectionGroup of(Projection<?> projection) {
        return new ProjectionGroup("test", true, 1, List.of(projection), UnaryOperator.identity());
    }

    @ParameterizedTest
    @MethodSource("projectionsAndLater")
    void liveViewsHoldWhatIsBeforeItAndNothingElse(Projection<?> projection, String type, String version) {
        Story story = with(type, version);
        Views live = new Views(of(projection), story, clock);

        assertStops(type, version, live::caughtUp);
        assertStops(type, version, () -> live.goOn(story.size()));

        assertThat(live.newest().size()).isEqualTo(AT);
        assertThat(live.newest().all(projection))
                .isEqualTo(live.from(Picture.NONE, AT).all(projection));
    }

    @ParameterizedTest
    @MethodSource("later")
    void noQuestionIsAnsweredOfAMomentThatHasIt(String type, String version) {
        Story story = with(type, version);
        Views views = new Views(of(StudyProjection.STUDY), story, clock);
        // As far as views may come.
        assertStops(type, version, views::caughtUp);

        for (AsOf moment : List.of(new AsOf.Now(), new AsOf.Size(AT + 1), new AsOf.Size(AT + 2))) {
            assertStops(type, version, () -> views.ask(moment, now -> now.all(StudyProjection.STUDY)));
            assertStops(type, version, () -> views.size(moment));
        }
        assertThat(views.ask(new AsOf.Size(AT), then -> then.all(StudyProjection.STUDY))
                        .body())
                .hasSize(1);
        assertStops(type, version, () -> Replay.of(views));
    }

    @ParameterizedTest
    @MethodSource("later")
    void noPageOfTheRecordShowsOrWithholdsIt(String type, String version) {
        Story story = with(type, version);
        assertStops(
                type,
                version,
                () -> RecordPage.of(story, 0, 4, 4, event -> Optional.of(SealedFields.withhold(event.event()))));
    }

    @ParameterizedTest
    @MethodSource("later")
    void nobodyCountsBeyondIt(String type, String version) {
        Story story = with(type, version);
        assertStops(type, version, () -> new AudienceIndex(story).caughtUp());
        AudienceIndex index = new AudienceIndex(story);
        Audience site = new Audience.SiteStaff(new SiteId("01"), true);
        assertThat(index.count(site, AT)).isEqualTo(2);
        assertStops(type, version, () -> index.count(site, 4));
        assertStops(type, version, () -> index.count(site, 4));
    }

    @ParameterizedTest
    @MethodSource("later")
    void theComparisonOfWhatTheBlindedAreToldStopsToo(String type, String version) {
        Story story = with(type, version);
        assertStops(type, version, () -> SealedFieldAudit.of(story));
        assertStops(type, version, () -> RevealingItemAudit.neglectedIn(story));
        assertStops(type, version, () -> new ReencryptedRecord(story));
        assertStops(type, version, () -> BlindedAnswers.of(story, Story.STUDY, clock));
    }

    /// What the log itself recorded is no event of the trial: every view goes on behind it.
    @Test
    void aRotationOfTheLogsKeyStopsNobody() {
        Story story = with(KeyRotation.TYPE, KeyRotation.VERSION);
        Story without = new Story().published().then(registered("01-001"));

        assertThat(story.known()).isEqualTo(4);
        assertThat(story.events(0, 4, event -> event)).hasSize(3);
        projections().forEach(projection -> assertThat(story.views(projection)).isNotNull());
        RecordPage page = RecordPage.of(story, 0, 4, 4, event -> Optional.of(SealedFields.withhold(event.event())));
        assertThat(page.events().get(AT)).isInstanceOf(RecordPage.Withheld.class);
        assertThat(without.known()).isEqualTo(2);
    }

    @Test
    void aWholeTrialIsKnown() {
        Story story = new Story();
        SmallTrial.tell(story);
        assertThat(story.known()).isEqualTo(story.size());
        story.requireKnown(story.size());
    }
}
