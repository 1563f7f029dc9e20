package org.trialbook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.blinding.sealing.EventSealing;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What was once stored must be readable for ever: no approved sample changes, none is missing, and each
/// is read and written back to the byte.
class ApprovedSamplesTest {

    static Stream<TrialEvent> events() {
        return SampleEvents.all().stream();
    }

    private static byte[] sample(TrialEvent event) throws IOException {
        return Files.readAllBytes(ApprovedSamples.file(EventTypes.nameOf(event.getClass())));
    }

    private static TrialEvent read(TrialEvent like, byte[] payload) {
        EventTypes.StoredName stored = EventTypes.nameOf(like.getClass());
        return EventJson.read(stored.qualified(), stored.version(), new String(payload, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("events")
    void readAndWrittenBackItHasTheSameBytes(TrialEvent event) throws IOException {
        byte[] payload = sample(event);
        assertThat(EventJson.write(read(event, payload)).getBytes(StandardCharsets.UTF_8))
                .isEqualTo(payload);
    }

    @ParameterizedTest
    @MethodSource("events")
    void openedItIsWhatWasSealed(TrialEvent event) throws IOException {
        TrialEvent stored = read(event, sample(event));
        assertThat(new EventSealing(SampleEvents.key(0)).open(stored, SampleEvents.eventId(event.getClass())))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void nothingInItIsOpen(TrialEvent event) throws IOException {
        assertThat(read(event, sample(event)))
                .hasNoNullFieldsOrPropertiesExcept(optional(event))
                .satisfies(stored -> {
                    for (var component : stored.getClass().getRecordComponents()) {
                        Object value = component.getAccessor().invoke(stored);
                        if (value instanceof Sealed<?>) {
                            assertThat(value).isInstanceOf(Sealed.Closed.class);
                        }
                    }
                });
    }

    private static String[] optional(TrialEvent event) {
        return switch (event) {
            case FormEvent.ValueCorrected e -> new String[] {"revealing", "keptSealed"};
            case QueryEvent.QueryOpened e -> new String[] {"sealed"};
            case QueryEvent.QueryChanged e -> new String[] {"change"};
            case ListEvent e -> new String[] {"list"};
            case CasebookEvent.SourceVerified e -> new String[] {"place"};
            case RuleEvent.RuleHitExcused e -> new String[] {"sealed"};
            case CorrectionEvent.EnteredInError e -> new String[] {"key", "because"};
            case ReadingEvent.ReadSubmitted e -> new String[] {"notEvaluable"};
            default -> new String[0];
        };
    }

    @ParameterizedTest
    @MethodSource("events")
    void aMemberThatTheVocabularyDoesNotKnowIsRefused(TrialEvent event) throws IOException {
        ObjectNode payload = (ObjectNode) EventJson.mapper().readTree(sample(event));
        payload.put("surplus", 1);
        byte[] surplus = EventJson.mapper().writeValueAsBytes(payload);
        assertThatThrownBy(() -> read(event, surplus)).isInstanceOf(JacksonException.class);
    }

    @Test
    void everyStoredTypeAndVersionHasExactlyOneSampleAndEveryConversionOneResult() throws IOException {
        List<String> expected = new ArrayList<>(EventTypes.readable().stream()
                .map(stored -> ApprovedSamples.file(stored).getFileName().toString())
                .toList());
        ApprovedSamples.Step.all()
                .forEach(step -> expected.add(step.file().getFileName().toString()));
        expected.add(ApprovedSamples.LIST.getFileName().toString());
        try (Stream<Path> files = Files.list(ApprovedSamples.DIRECTORY)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    static Stream<ApprovedSamples.Step> conversions() {
        return ApprovedSamples.Step.all().stream();
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void anEarlierVersionIsConvertedToWhatWasApproved(ApprovedSamples.Step step) throws IOException {
        assertThat(step.converted()).isEqualTo(Files.readString(step.file()));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void anEarlierVersionIsReadAsTheEventThatItsConversionsGive(ApprovedSamples.Step step) throws IOException {
        String type = step.from().qualified();
        TrialEvent read = EventJson.read(type, step.from().version(), ApprovedSamples.read(step.from()));

        assertThat(read).isEqualTo(EventJson.read(type, step.to().version(), Files.readString(step.file())));
        assertThat(new EventSealing(SampleEvents.key(0)).open(read, SampleEvents.eventId(read.getClass())))
                .isInstanceOf(EventTypes.classOf(type, step.from().version()));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void aMemberThatNoVersionHadIsRefusedInAnEarlierOneToo(ApprovedSamples.Step step) throws IOException {
        ObjectNode payload = (ObjectNode) EventJson.mapper().readTree(ApprovedSamples.read(step.from()));
        payload.put("surplus", 1);
        String surplus = EventJson.mapper().writeValueAsString(payload);
        for (String other : List.of(surplus, "[]", "null", "1")) {
            assertThatThrownBy(() ->
                            EventJson.read(step.from().qualified(), step.from().version(), other))
                    .isInstanceOf(JacksonException.class);
        }
    }

    @Test
    void thereAreConversionsToApprove() {
        assertThat(conversions().map(ApprovedSamples.Step::toString)).contains("ProtocolPublished 1", "ActRefused 1");
    }

    @Test
    void everyTypeIsAmongTheEventsTheSamplesWereMadeFrom() {
        assertThat(events().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(EventTypes.all().keySet());
    }

    @Test
    void noApprovedSampleHasChanged() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(ApprovedSamples.DIRECTORY)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                lines.add(ApprovedSamples.line(file));
            }
        }
        assertThat(lines)
                .hasSize(EventTypes.readable().size()
                        + ApprovedSamples.Step.all().size())
                .isEqualTo(Files.readAllLines(ApprovedSamples.LIST));
    }

    @Test
    void oneChangedByteWouldChangeTheList() throws IOException {
        Path file = Files.list(ApprovedSamples.DIRECTORY)
                .filter(f -> f.toString().endsWith(".json"))
                .findFirst()
                .orElseThrow();
        Path copy = Files.createTempDirectory("samples").resolve(file.getFileName());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(copy, bytes);
        assertThat(ApprovedSamples.line(copy)).isNotEqualTo(ApprovedSamples.line(file));
    }

    @Test
    void decimalsAreTextAndNullsAreWritten() throws IOException {
        JsonNode corrected = EventJson.mapper()
                .readTree(Files.readAllBytes(ApprovedSamples.DIRECTORY.resolve("ValueCorrected.1.json")));
        assertThat(corrected.get("revealing").isNull()).isTrue();
        assertThat(EventJson.mapper().writeValueAsString(new java.math.BigDecimal("1E+3")))
                .isEqualTo("\"1000\"");
    }
}
