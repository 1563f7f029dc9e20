package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.DAY;
import static org.trialbook.view.projection.Acts.id;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.randomized;
import static org.trialbook.view.projection.Acts.registered;
import static org.trialbook.view.projection.Acts.visited;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CorrectionEvent.EligibilityCorrected;
import org.trialbook.event.FoundDeviation;
import org.trialbook.event.ItemValue;
import org.trialbook.event.RuleEvent.FoundDeviationRecorded;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// What follows from what is recorded, and whether somebody has recorded it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoundDeviationsOverHttpTest {
    private QuerySide server;

    @BeforeAll
    void start() {
        server = QuerySide.blinded();
        Story story = server.story().published().then(opened("01")).then(opened("02"));
        for (String subject : List.of("01-001", "02-001")) {
            story.then(registered(subject)).then(visited(subject, "week-2", DAY.plusDays(24), 6));
        }
        story.then(randomized("01-001", 1, "CSP"))
                .then(new EligibilityCorrected(
                        Story.STUDY,
                        id("01-001"),
                        id("01-001").site(),
                        Map.of("lvef", ItemValue.of("30")),
                        Map.of("lvef", ItemValue.of("45")),
                        Map.of("aetiology", "ischaemic"),
                        Map.of("aetiology", "non-ischaemic"),
                        List.of("lvef"),
                        "as the report says"))
                .then(visited("01-001", "discharge", DAY.plusDays(1), 0))
                .then(new FoundDeviationRecorded(
                        Story.STUDY,
                        id("01-001"),
                        id("01-001").site(),
                        new FoundDeviation("visit-out-of-window", "week-2", "6"),
                        DAY.plusDays(24),
                        Sealed.of("a journey")))
                .then(new FoundDeviationRecorded(
                        Story.STUDY,
                        id("02-001"),
                        id("02-001").site(),
                        new FoundDeviation("visit-out-of-window", "week-2", "5"),
                        DAY.plusDays(23),
                        Sealed.of("as it was before it was corrected")));
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonNode ask(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> listed(JsonNode answer) {
        return answer.get("deviations")
                .valueStream()
                .map(each -> "%s %s %s"
                        .formatted(
                                each.get("subject").asString(),
                                each.get("rule").asString(),
                                each.get("recorded").asBoolean()))
                .toList();
    }

    /// What was recorded and is another finding since is to be recorded again.
    @Test
    void eachFindingIsListedOnceWithWhetherItIsRecorded() {
        JsonNode answer = ask("monitor", "/deviations/found");
        assertThat(listed(answer))
                .containsExactly(
                        "01-001 ineligible false",
                        "01-001 visit-out-of-window true",
                        "01-001 wrong-stratum false",
                        "02-001 visit-out-of-window false");
        assertThat(answer.get("unrecorded").asInt()).isEqualTo(3);
    }

    @Test
    void aSiteSeesItsOwn() {
        assertThat(listed(ask("coordinator@02", "/deviations/found")))
                .containsExactly("02-001 visit-out-of-window false");
        assertThat(listed(ask("monitor", "/deviations/found?limit=1&cursor=01-001%20ineligible%20")))
                .containsExactly("01-001 visit-out-of-window true");
    }

    @Test
    void whatIsRecordedStandsAmongTheDeviations() {
        assertThat(ask("monitor", "/deviations").toString())
                .contains("FoundDeviationRecorded")
                .doesNotContain("a journey");
    }
}
