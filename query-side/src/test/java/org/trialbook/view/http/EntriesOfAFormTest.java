package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.consented;
import static org.trialbook.view.projection.Acts.id;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.registered;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// The entries of forms that repeat: all of them, each with its own history, and none that is waited for.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntriesOfAFormTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private QuerySide server;

    @BeforeAll
    void start() throws IOException {
        server = QuerySide.unblinded();
        String protocol = Files.readString(Path.of("../shared-events/src/test/resources/protocols/entries.yaml"));
        server.story()
                .then(new ProtocolPublished(Story.STUDY, "1", "00".repeat(32), protocol))
                .then(opened("01"))
                .then(registered("01-001"))
                .then(consented("01-001"))
                .then(new VisitDone(Story.STUDY, id("01-001"), id("01-001").site(), "start", DAY, null, 0));
        for (int number : new int[] {10, 2, 1}) {
            server.story().then(recorded(null, "adverse-event", "" + number, DAY, "1", null));
        }
        server.story()
                .then(new ValueCorrected(
                        Story.STUDY,
                        id("01-001"),
                        id("01-001").site(),
                        null,
                        "adverse-event",
                        "2",
                        new Correction("grade", ItemValue.of("1"), ItemValue.of("4"), "as the letter says"),
                        null,
                        Map.of(),
                        null))
                .then(recorded("start", "medication", "1", DAY, "3", null))
                .then(recorded(null, "device-check", "1", DAY, "2", new ItemValue("3", "V")))
                .then(recorded(null, "device-check", "2", DAY.plusDays(9), "2", new ItemValue("4", "V")))
                .then(new SubjectDiscontinued(
                        Story.STUDY, id("01-001"), id("01-001").site(), DAY.plusDays(5), "other", Sealed.of("")));
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static AssessmentRecorded recorded(
            @Nullable String visit, String form, String key, LocalDate on, String grade, @Nullable ItemValue output) {
        return new AssessmentRecorded(
                Story.STUDY,
                id("01-001"),
                id("01-001").site(),
                visit,
                form,
                key,
                on,
                Map.of("grade", ItemValue.of(grade)),
                output == null ? null : Sealed.of(Map.of("output", output)),
                Map.of(),
                null);
    }

    private JsonNode ask(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String keys(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.path("key").asString()).collect(Collectors.joining(" "));
    }

    @Test
    void theyAreListedInTheOrderOfTheirNumbers() {
        JsonNode form = ask("coordinator@01", "/subjects/01-001/forms/adverse-event");

        assertThat(keys(form.path("entries"))).isEqualTo("1 2 10");
        assertThat(form.path("repeats").asBoolean()).isTrue();
        assertThat(form.path("outsideVisits").asBoolean()).isTrue();
        assertThat(form.path("next").asString()).isEqualTo("11");
    }

    @Test
    void eachHasItsOwnHistory() {
        JsonNode entries =
                ask("coordinator@01", "/subjects/01-001/forms/adverse-event").path("entries");

        assertThat(entries.at("/0/items/0/value/value").asString()).isEqualTo("1");
        assertThat(entries.at("/0/items/0/history").size()).isEqualTo(1);
        assertThat(entries.at("/1/items/0/value/value").asString()).isEqualTo("4");
        assertThat(entries.at("/1/items/0/history/1/because").asString()).isEqualTo("as the letter says");
    }

    @Test
    void thoseOfAVisitAreFoundByItAndByTheirNumber() {
        assertThat(keys(ask("coordinator@01", "/subjects/01-001/forms/medication?visit=start")
                        .path("entries")))
                .isEqualTo("1");
        assertThat(keys(ask("coordinator@01", "/subjects/01-001/forms/medication?visit=other")
                        .path("entries")))
                .isEmpty();
        String path = "/subjects/01-001/visits/start/forms/medication";
        assertThat(ask("coordinator@01", path + "?key=1").path("assessedOn").isString())
                .isTrue();
        assertThat(ask("coordinator@01", path + "?key=2").path("assessedOn").isString())
                .isFalse();
        assertThat(server.as("coordinator@01").get(path + "?key=first").status())
                .isEqualTo(400);
    }

    @Test
    void whatTellsTheArmIsSealedInEach() {
        for (String person : new String[] {"coordinator@01", "investigator@01"}) {
            JsonNode entries =
                    ask(person, "/subjects/01-001/forms/device-check").path("entries");
            assertThat(keys(entries)).isEqualTo("1 2");
            entries.forEach(entry -> {
                assertThat(entry.path("withheld").asBoolean()).isTrue();
                assertThat(entry.at("/items/1/sealed").asBoolean()).isTrue();
                assertThat(entry.at("/items/1/value").isNull()).isTrue();
            });
        }
        assertThat(ask("investigator@01", "/unblinded/subjects/01-001")
                        .at("/revealing/1/key")
                        .asString())
                .isEqualTo("2");
    }

    /// There may be none: only what is filled in once is waited for.
    @Test
    void noEntryIsWaitedFor() {
        assertThat(ask("data-manager", "/forms/expected?on=2026-03-02")
                        .path("forms")
                        .valueStream()
                        .map(form -> form.path("form").asString()))
                .containsExactly("once");
    }

    @Test
    void anEntryOfAnOddDayIsMarkedByItsNumber() {
        JsonNode marks = ask("coordinator@01", "/subjects/01-001/timeline").path("marks");

        assertThat(marks.valueStream()
                        .map(mark -> "%s %s %s %s"
                                .formatted(
                                        mark.path("rule").asString(),
                                        mark.path("visit").asString(""),
                                        mark.path("form").asString(),
                                        mark.path("key").asString())))
                .containsExactly("after-the-withdrawal  device-check 2");
    }
}
