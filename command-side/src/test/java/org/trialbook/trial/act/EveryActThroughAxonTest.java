package org.trialbook.trial.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.STUDY;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.test.fixture.AxonTestFixture;
import org.axonframework.test.fixture.AxonTestPhase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.ActRefused;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ItemValue;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;
import org.trialbook.store.EventIds;
import org.trialbook.store.LineMetadata;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.SomeEvents;
import org.trialbook.trial.assessment.RecordAssessment;
import org.trialbook.trial.correction.CorrectValue;
import org.trialbook.trial.publication.PublishProtocol;
import org.trialbook.trial.randomization.RandomizeSubject;
import org.trialbook.trial.unblinding.UnblindSubject;

/// Every act through Axon: the history is found, the decision is the pure one, and what is appended is sealed,
/// named and labelled as the record needs it.
class EveryActThroughAxonTest {

    /// The fixture itself records what is published, and not what a transaction appends: the engine is asked instead.
    private final Remembering engine = new Remembering();

    /// What went before, of which a signature names the leaves.
    private List<TrialEvent> history = List.of();

    private final AxonTestFixture axon = AxonTestFixture.with(Acts.configure(
            DeclaredActs.decided(),
            converter -> engine,
            converter -> new EventMessages(
                    converter, SomeEvents.key(), new EventIds(Clock.systemUTC(), new Random(1)), this::leaf),
            event -> {}));

    private TreeHash leaf(long position) {
        return position < history.size()
                ? Scenario.recorded(history.get(Math.toIntExact(position)), position)
                        .leaf()
                : Sha256.leaf(new byte[0]);
    }

    @AfterEach
    void stop() {
        axon.stop();
    }

    static List<ActExample<?, ?>> acts() {
        return ActExamples.all();
    }

    @ParameterizedTest
    @MethodSource("acts")
    void whatTheDecisionSaysIsAppended(ActExample<?, ?> row) {
        history = row.given();
        recorded(row).when().command(row.act().message()).then().resultMessagePayload(accepted(row));

        List<TrialEvent> decided = decided(row);
        List<EventMessage> appended = engine.after(row.given().size());
        assertThat(appended.stream().map(EveryActThroughAxonTest::opened)).containsExactlyElementsOf(decided);
        for (int i = 0; i < decided.size(); i++) {
            assertLabelled(appended.get(i), row.act(), decided.get(i));
        }
    }

    private AxonTestPhase.Given recorded(ActExample<?, ?> row) {
        AxonTestPhase.Given given = axon.given();
        for (TrialEvent event : row.given()) {
            given = given.event(event, Scenario.author(event));
        }
        return given;
    }

    /// The one that shows something shows it the first time only.
    private static ActResult accepted(ActExample<?, ?> row) {
        return new ActResult.Accepted(
                false, row.act().act() instanceof UnblindSubject ? Map.of("arm", HotCrt.BVP.value()) : Map.of());
    }

    @ParameterizedTest
    @MethodSource("acts")
    void aRepeatIsAcceptedAndAppendsNothing(ActExample<?, ?> row) {
        recorded(row)
                .command(row.act().message())
                .when()
                .command(row.act().message())
                .then()
                .resultMessagePayload(new ActResult.Accepted(true, Map.of()));

        assertThat(engine.after(row.given().size())).hasSameSizeAs(decided(row));
    }

    @Test
    void theRefusalOfACriticalActIsAppended() {
        Asked<?, ?> act = ask(
                RandomizeSubject.class, HotCrt.by(HotCrt.INVESTIGATOR), HotCrt.SUBJECT, new RandomizeSubject.Body());

        axon.given()
                .events(HotCrt.consented())
                .when()
                .command(act.message())
                .then()
                .resultMessagePayloadSatisfies(result -> assertThat(result).isInstanceOf(ActResult.Declined.class));

        List<EventMessage> appended = engine.after(HotCrt.consented().size());
        assertThat(appended).hasSize(1);
        assertThat(opened(appended.getFirst())).isInstanceOfSatisfying(ActRefused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo("out-of-order");
            assertThat(refused.evidence()).containsEntry("missing", "confirm-eligibility");
            assertThat(refused.subject()).isEqualTo(HotCrt.SUBJECT);
        });
    }

    @Test
    void theRefusalOfAnActOnAnUnknownSubjectIsNotAppended() {
        Asked<?, ?> act = ask(
                RandomizeSubject.class, HotCrt.by(HotCrt.INVESTIGATOR), HotCrt.SUBJECT, new RandomizeSubject.Body());

        axon.given()
                .events(HotCrt.openSite())
                .when()
                .command(act.message())
                .then()
                .resultMessagePayloadSatisfies(result -> assertThat(result).isInstanceOf(ActResult.Declined.class));

        assertThat(engine.after(HotCrt.openSite().size())).isEmpty();
    }

    static Stream<Asked<?, ?>> whatABlindedCallerMustNotDo() {
        String opening =
                HotCrt.amended("        required: false\n        reveals-the-arm: true\n", "        required: false\n");
        return Stream.of(
                ask(
                        RecordAssessment.class,
                        HotCrt.by(HotCrt.COORDINATOR),
                        HotCrt.SUBJECT,
                        new RecordAssessment.Body("discharge", "ecg", HotCrt.CONSENTED, HotCrt.ecg())),
                ask(
                        CorrectValue.class,
                        HotCrt.by(HotCrt.COORDINATOR),
                        HotCrt.SUBJECT,
                        new CorrectValue.Body(
                                "pre-implant", "ecg", "paced-capture", null, ItemValue.of("biventricular"), "a guess")),
                ask(PublishProtocol.class, HotCrt.by(HotCrt.DATA_MANAGER), STUDY, new PublishProtocol.Body(opening)));
    }

    @ParameterizedTest
    @MethodSource("whatABlindedCallerMustNotDo")
    void thatABlindedCallerTriedIsAppendedWhateverTheAct(Asked<?, ?> act) {
        axon.given()
                .events(HotCrt.ecgRecorded())
                .when()
                .command(act.message())
                .then()
                .resultMessagePayloadSatisfies(result -> assertThat(result).isInstanceOf(ActResult.Declined.class));

        List<EventMessage> appended = engine.after(HotCrt.ecgRecorded().size());
        assertThat(appended).hasSize(1);
        assertThat(opened(appended.getFirst())).isInstanceOfSatisfying(ActRefused.class, refused -> {
            assertThat(refused.refusal()).isIn("form-reveals-the-arm", "opens-what-was-sealed");
            assertThat(refused.evidence()).isNotEmpty();
            assertThat(refused.sealedEvidence().opened()).isEmpty();
        });
        assertThat(appended.getFirst().metadata())
                .containsEntry(LineMetadata.ACTOR_ID, act.context().actor().id());
    }

    @Test
    void anotherRefusalOfACorrectionIsNotAppended() {
        Asked<?, ?> act = ask(
                CorrectValue.class,
                HotCrt.by(HotCrt.INVESTIGATOR),
                HotCrt.SUBJECT,
                new CorrectValue.Body(
                        "pre-implant", "ecg", "paced-capture", null, ItemValue.of("biventricular"), "a mistake"));

        axon.given()
                .events(HotCrt.ecgRecorded())
                .when()
                .command(act.message())
                .then()
                .resultMessagePayloadSatisfies(result -> assertThat(result).isInstanceOf(ActResult.Declined.class));

        assertThat(engine.after(HotCrt.ecgRecorded().size())).isEmpty();
    }

    private static List<TrialEvent> decided(ActExample<?, ?> row) {
        Outcome outcome = Scenario.given(row.given()).when(row.act()).outcome();
        assertThat(outcome).isInstanceOf(Outcome.Recorded.class);
        return ((Outcome.Recorded) outcome).events();
    }

    private static TrialEvent opened(EventMessage message) {
        TrialEvent event = Objects.requireNonNull((TrialEvent) message.payload());
        assertThat(event.toString()).doesNotContain("Sealed[open]");
        return new EventSealing(SomeEvents.key()).open(event, message.identifier());
    }

    private static void assertLabelled(EventMessage message, Asked<?, ?> act, TrialEvent event) {
        assertThat(message.type().qualifiedName().fullName())
                .isEqualTo(EventTypes.nameOf(event.getClass()).qualified());
        Map<String, String> metadata = message.metadata();
        assertThat(metadata)
                .containsEntry(LineMetadata.STUDY, "HOT-CRT")
                .containsEntry(LineMetadata.ACTOR_ID, act.context().actor().id())
                .containsEntry(LineMetadata.ACTOR_NAME, act.context().actor().name())
                .containsEntry(
                        LineMetadata.ACTOR_ROLE, act.context().actor().role().storedName())
                .containsEntry(LineMetadata.COMMAND, act.context().commandKey())
                .containsEntry(
                        LineMetadata.OCCURRED_AT, act.context().occurredAt().toString())
                .containsKey(EventMessages.REQUEST);
        assertThat(metadata.containsKey(LineMetadata.ACTOR_SITE))
                .isEqualTo(act.context().actor().site() != null);
    }

    private static final class Remembering extends InMemoryEventStorageEngine {

        private final List<EventMessage> appended = new CopyOnWriteArrayList<>();

        @Override
        public CompletableFuture<AppendTransaction<?>> appendEvents(
                AppendCondition condition, @Nullable ProcessingContext context, List<TaggedEventMessage<?>> events) {
            events.forEach(event -> appended.add(event.event()));
            return super.appendEvents(condition, context, events);
        }

        List<EventMessage> after(int count) {
            assertThat(appended).hasSizeGreaterThanOrEqualTo(count);
            return appended.subList(count, appended.size());
        }
    }
}
