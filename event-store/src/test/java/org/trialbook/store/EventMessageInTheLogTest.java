package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axonframework.conversion.ConversionException;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.ledger.EventLine;
import tools.jackson.databind.json.JsonMapper;

/// What an event message becomes in its line, and what comes back.
class EventMessageInTheLogTest {
    record Consented(String subject, int version, Instant signedAt) {}

    private final TestDatabase database = TestDatabase.open();
    private final JacksonConverter converter = new JacksonConverter(JsonMapper.shared());
    private final Log log = Log.openForWriting(database.store(), Drafts.settings(), null);
    private final MongoEventStorageEngine engine = new MongoEventStorageEngine(log, converter);

    @AfterEach
    void closeStore() {
        log.close();
        database.close();
    }

    @Test
    void keepsWhoWhenAndWhyAsMembersOfTheLine() throws Exception {
        Map<String, String> metadata = Map.of(
                LineMetadata.STUDY,
                "HOT-CRT",
                LineMetadata.OCCURRED_AT,
                "2026-11-21T11:00:00+01:00[Europe/Berlin]",
                LineMetadata.ACTOR_ID,
                "u1",
                LineMetadata.ACTOR_NAME,
                "Ana",
                LineMetadata.ACTOR_ROLE,
                "investigator",
                LineMetadata.ACTOR_SITE,
                "01",
                LineMetadata.COMMAND,
                "c1",
                LineMetadata.REASON,
                "typed wrongly",
                "client",
                "tablet");
        record(new Consented("01-003", 2, Instant.EPOCH), metadata);
        EventLine line = log.line(0);
        assertThat(line.study()).isEqualTo("HOT-CRT");
        assertThat(line.occurredAt()).isEqualTo("2026-11-21T11:00:00+01:00[Europe/Berlin]");
        assertThat(line.actor()).isEqualTo(new EventLine.Actor("u1", "Ana", "investigator", "01"));
        assertThat(line.command()).isEqualTo("c1");
        assertThat(line.reason()).isEqualTo("typed wrongly");
        assertThat(line.metadata()).containsExactly(Map.entry("client", "tablet"));
        assertThat(line.type()).isEqualTo("trialbook.SubjectConsented");
        assertThat(line.version()).isEqualTo("2");
        assertThat(line.tags()).containsExactly(Drafts.tag("command", "c1"), Drafts.tag("subject", "01-003"));

        EventMessage back = source();
        assertThat(back.metadata()).isEqualTo(metadata);
        assertThat(back.identifier()).isEqualTo("id-1");
        assertThat(back.timestamp()).isEqualTo(line.recordedAt());
        assertThat(back.type()).isEqualTo(new MessageType("trialbook.SubjectConsented", "2"));
        assertThat(back.payloadAs(Consented.class, converter)).isEqualTo(new Consented("01-003", 2, Instant.EPOCH));
    }

    @Test
    void losesNothingOfHalfAnActor() throws Exception {
        Map<String, String> metadata = Map.of(LineMetadata.ACTOR_ID, "u1", LineMetadata.ACTOR_SITE, "01");
        record("{}", metadata);
        assertThat(log.line(0).actor()).isNull();
        assertThat(source().metadata()).isEqualTo(metadata);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain text",
                "17",
                "\"quoted\"",
                "{\"a\":1}",
                "[1,2]",
                "{ \"spaced\": 1 }",
                "{\n}",
                "{broken",
                "null",
                "",
                "Ünïcödé \u0001 \uD83D\uDE00"
            })
    void givesTextBackAsItWasGiven(String text) throws Exception {
        record(text, Map.of());
        assertThat(source().payload()).isEqualTo(text);
    }

    @Test
    void takesBytesForText() throws Exception {
        record("{\"a\":1}".getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(log.line(0).payload()).isEqualTo("{\"a\":1}");
    }

    @Test
    void keepsAnAbsentPayloadAbsent() throws Exception {
        record(null, Map.of());
        assertThat(source().payload()).isNull();
    }

    @Test
    void doesNotRepeatContentInAnError() {
        assertThatThrownBy(() -> converter.convert("{\"arm\":\"secret\"", Consented.class))
                .isInstanceOf(ConversionException.class)
                .hasMessageNotContaining("secret");
    }

    private void record(@Nullable Object payload, Map<String, String> metadata) throws Exception {
        EventMessage event = new GenericEventMessage(
                "id-1", new MessageType("trialbook.SubjectConsented", "2"), payload, metadata, Instant.EPOCH);
        Set<Tag> tags = Set.of(new Tag("subject", "01-003"), new Tag("command", "c1"));
        AppendTransaction<?> transaction = engine.appendEvents(
                        AppendCondition.none(), null, List.of(new GenericTaggedEventMessage<>(event, tags)))
                .get(20, TimeUnit.SECONDS);
        assertThat(transaction.commit(null).get(20, TimeUnit.SECONDS)).isNotNull();
    }

    private EventMessage source() {
        var stream = engine.source(SourcingCondition.conditionFor(EventCriteria.havingTags("subject", "01-003")), null);
        return stream.next().orElseThrow().message();
    }
}
