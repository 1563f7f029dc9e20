package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.opened;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.event.NormalRangeSet;
import org.trialbook.event.NormalRangeSet.RangeGroup;
import org.trialbook.event.SiteId;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// What was said to be normal, to whom of it is told what.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NormalRangesOverHttpTest {
    private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);

    private QuerySide server;

    @BeforeAll
    void start() throws Exception {
        server = QuerySide.blinded();
        server.story()
                .published()
                .then(opened("01"))
                .then(opened("02"))
                .then(said("01", "95", APRIL))
                .then(said("01", "96", APRIL))
                .then(said("01", "97", LocalDate.of(2199, 1, 1)))
                .then(said("02", "90", APRIL));
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static NormalRangeSet said(String site, String to, LocalDate validFrom) {
        return new NormalRangeSet(
                Story.STUDY,
                new SiteId(site),
                "ecg",
                "heart-rate",
                RangeGroup.EVERYBODY,
                "55",
                to,
                "/min",
                "Laboratory of " + site,
                validFrom,
                null);
    }

    private JsonNode ask(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String limits(JsonNode answer, String member) {
        return answer.path("ranges")
                .valueStream()
                .filter(range -> range.path(member).booleanValue())
                .map(range ->
                        range.path("site").asString() + " " + range.path("to").asString())
                .toList()
                .toString();
    }

    @Test
    void itSaysWhatHoldsAndWhatWasCorrected() {
        JsonNode all = ask("monitor", "/normal-ranges");
        assertThat(all.path("ranges")).hasSize(4);
        assertThat(limits(all, "holds")).isEqualTo("[01 96, 02 90]");
        assertThat(limits(all, "corrected")).isEqualTo("[01 95]");
        assertThat(all.at("/items/0/item").asString()).isEqualTo("heart-rate");
        assertThat(all.at("/items/0/normal/to").asString()).isEqualTo("100");
    }

    @Test
    void aSiteIsToldOfItsOwn() {
        assertThat(limits(ask("coordinator@02", "/normal-ranges"), "holds")).isEqualTo("[02 90]");
        assertThat(server.as("coordinator@02").get("/normal-ranges?site=01").status())
                .isEqualTo(404);
        assertThat(limits(ask("monitor", "/normal-ranges?site=02"), "holds")).isEqualTo("[02 90]");
        assertThat(ask("monitor", "/normal-ranges?form=echo").path("ranges")).isEmpty();
        assertThat(ask("monitor", "/normal-ranges?form=echo").path("items")).isEmpty();
    }
}
