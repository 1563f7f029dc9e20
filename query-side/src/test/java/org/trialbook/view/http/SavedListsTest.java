package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.opened;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ListEvent.ListRemoved;
import org.trialbook.event.ListEvent.ListSaved;
import org.trialbook.event.SavedList;
import org.trialbook.event.SiteId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// Whose lists are shown to whom.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SavedListsTest {
    private static final EventLine.Actor CARLA =
            new EventLine.Actor("coordinator@01", "Carla Costa", "coordinator", "01");
    private static final EventLine.Actor PER = new EventLine.Actor("implanter@01", "Per Pettersson", "implanter", "01");
    private static final EventLine.Actor DANA =
            new EventLine.Actor("data-manager", "Dana Dvorak", "data-manager", null);
    private static final EventLine.Actor STINA =
            new EventLine.Actor("statistician", "Stina Sund", "statistician", null);

    private QuerySide server;

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        server.story()
                .published()
                .then(opened("01"))
                .then(opened("02"))
                .then(saved("01", "Carla's own", "queries", "status=open", false), CARLA)
                .then(saved("01", "Ours", "queries", "site=01&status=open", true), CARLA)
                .then(saved(null, "For all", "late-entries", "", true), DANA)
                .then(saved(null, "Who did what", "search", "who=reader-1", true), DANA)
                .then(saved(null, "Put away", "notes", "", true), DANA)
                .then(new ListRemoved(Story.STUDY, null, "Put away", null), DANA)
                // Nobody puts away what is somebody else's.
                .then(new ListRemoved(Story.STUDY, new SiteId("01"), "For all", null), CARLA)
                .then(sealed("01", "Pacing", "unblinded-queries", true), PER)
                .then(sealed(null, "Arms", "unblinded-form-statuses", true), STINA)
                .then(sealed(null, "Own arms", "unblinded-queries", false), STINA);
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static @Nullable SiteId site(@Nullable String site) {
        return site == null ? null : new SiteId(site);
    }

    private static TrialEvent saved(
            @Nullable String site, String name, String question, String filters, boolean shared) {
        return new ListSaved(Story.STUDY, site(site), new SavedList(name, question, filters, shared), null);
    }

    private static TrialEvent sealed(@Nullable String site, String name, String question, boolean shared) {
        return new ListSaved(
                Story.STUDY, site(site), null, Sealed.of(new SavedList(name, question, "status=open", shared)));
    }

    private JsonNode ask(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<String> lists(String person, String path) {
        return ask(person, path)
                .get("lists")
                .valueStream()
                .map(each -> each.get("list").asString())
                .toList();
    }

    @Test
    void oneIsShownToWhoeverSavedItAndIfSharedAtTheirSite() {
        assertThat(lists("coordinator@01", "/lists")).containsExactly("Carla's own", "For all", "Ours");
        assertThat(lists("investigator@01", "/lists")).containsExactly("For all", "Ours");
        assertThat(lists("coordinator@02", "/lists")).containsExactly("For all");
    }

    @Test
    void oneIsShownToThoseAloneWhoMayAskItsQuestion() {
        assertThat(lists("data-manager", "/lists")).containsExactly("For all", "Who did what");
        assertThat(lists("monitor", "/lists")).containsExactly("For all", "Who did what");
        assertThat(server.as("sponsor").get("/lists").status()).isEqualTo(403);
    }

    @Test
    void itsAddressAsksTheQuestion() {
        JsonNode ours = ask("investigator@01", "/lists").at("/lists/1");
        assertThat(ours.get("own").asBoolean()).isFalse();
        assertThat(ours.get("name").asString()).isEqualTo("Carla Costa");
        String href = ours.get("href").asString();
        assertThat(href).isEqualTo("/api/v1/studies/HOT-CRT/queries?site=01&status=open");
        assertThat(ask("investigator@01", href.substring("/api/v1/studies/HOT-CRT".length()))
                        .has("queries"))
                .isTrue();
    }

    @Test
    void thoseOfWhoeverMayKnowTheAllocationAreShownToTheseAlone() {
        assertThat(lists("implanter@01", "/unblinded/lists")).containsExactly("Arms", "Pacing");
        assertThat(lists("implanter@02", "/unblinded/lists")).containsExactly("Arms");
        assertThat(lists("statistician", "/unblinded/lists")).containsExactly("Arms", "Own arms");
        assertThat(lists("statistician", "/lists")).containsExactly("For all", "Who did what");
        for (String blinded : List.of("coordinator@01", "monitor", "data-manager")) {
            assertThat(server.as(blinded).get("/unblinded/lists").status()).isEqualTo(403);
            assertThat(ask(blinded, "/lists").toString()).doesNotContain("Pacing", "Arms");
        }
    }
}
