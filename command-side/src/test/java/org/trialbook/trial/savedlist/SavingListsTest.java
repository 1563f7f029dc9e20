package org.trialbook.trial.savedlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.Scenario.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ListEvent.ListRemoved;
import org.trialbook.event.ListEvent.ListSaved;
import org.trialbook.event.SavedList;
import org.trialbook.event.ToBlinded.Knowledge;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;

class SavingListsTest implements ActExamples {
    private static final String NAME = "What is open at mine";
    private static final Caller ANOTHER = new Caller("somebody", "Somebody", DATA_MANAGER.role(), null);

    private static final AtomicInteger NAMES = new AtomicInteger();

    private static SaveList.Body body(String question, String filters) {
        return new SaveList.Body(NAME, question, filters, true);
    }

    private static Asked<?, ?> save(Caller caller, String question, String filters) {
        return ask(SaveList.class, by(caller), STUDY, body(question, filters));
    }

    private static Asked<?, ?> remove(Caller caller) {
        return ask(RemoveList.class, by(caller), STUDY, new RemoveList.Body(NAME));
    }

    private static SavedList list(String name) {
        return new SavedList(name, "queries", "status=open", true);
    }

    private static ListSaved open(String name) {
        return new ListSaved(STUDY, null, list(name), null);
    }

    private static ListSaved sealed() {
        return new ListSaved(STUDY, null, null, Sealed.of(list(NAME)));
    }

    private static String refused(List<TrialEvent> history, Asked<?, ?> asked) {
        return given(history).when(asked).refusal().name();
    }

    @Test
    void aQuestionIsKeptWithItsFilters() {
        given(openSite()).when(save(DATA_MANAGER, "queries", "status=open")).thenRecorded(open(NAME));
        given(openSite())
                .when(save(COORDINATOR, "queries", "status=open"))
                .thenRecorded(new ListSaved(STUDY, SITE, list(NAME), null));
        assertThat(open(NAME).toBlinded()).isEqualTo(Knowledge.SHOWN_WITHOUT_SEALED_FIELDS);
    }

    /// Whatever it asks: its name, and what they look for, may tell.
    @Test
    void oneOfSomebodyWhoMayKnowTheAllocationIsSealed() {
        given(openSite())
                .when(save(IMPLANTER, "queries", "status=open"))
                .thenRecorded(new ListSaved(STUDY, SITE, null, Sealed.of(list(NAME))));
        assertThat(sealed().toBlinded()).isEqualTo(Knowledge.WITHHELD);
        List<TrialEvent> withheld = and(openSite(), sealed());
        assertThat(refused(withheld, remove(DATA_MANAGER))).isEqualTo("no-such-list");
        given(withheld).when(save(DATA_MANAGER, "queries", "status=open")).thenRecorded(open(NAME));
    }

    /// Nothing that somebody saved can be neither seen nor put away.
    @Test
    void whoCameToKnowTheAllocationPutsAwayWhatTheySavedBefore() {
        Caller later = new Caller(DATA_MANAGER.id(), DATA_MANAGER.name(), Role.UNBLINDED_MONITOR, null);
        given(and(openSite(), open(NAME))).when(remove(later)).thenRecorded(new ListRemoved(STUDY, null, NAME, null));
    }

    @Test
    void onlyWhatCanBeAskedIsKept() {
        assertThat(refused(openSite(), save(DATA_MANAGER, "weather", ""))).isEqualTo("unknown-code");
        assertThat(refused(openSite(), save(DATA_MANAGER, "queries", "color=red")))
                .isEqualTo("unknown-code");
        for (String wrong : List.of("status=odd", "site=1", "status=open&status=closed", "subject=01")) {
            given(openSite())
                    .when(save(DATA_MANAGER, "queries", wrong))
                    .thenRefused("invalid-filter", Map.of("filter", wrong.split("=")[0]));
        }
        assertThat(refused(openSite(), save(DATA_MANAGER, "expected-forms", "on=2026-02-30")))
                .isEqualTo("invalid-filter");
        assertThat(refused(openSite(), save(DATA_MANAGER, "search", "since=yesterday")))
                .isEqualTo("invalid-filter");
    }

    @Test
    void nobodyKeepsAQuestionThatTheyMayNotAsk() {
        for (Asked<?, ?> asked :
                List.of(save(DATA_MANAGER, "unblinded-queries", ""), save(COORDINATOR, "search", ""))) {
            assertThat(refused(openSite(), asked)).isEqualTo("question-not-open-to-you");
        }
        // Of the implanters it is said in the protocol; to a coordinator it lets nothing be known.
        assertThat(refused(openSite(), save(COORDINATOR, "unblinded-queries", "")))
                .isEqualTo("question-not-open-to-you");
        given(openSite()).when(save(IMPLANTER, "unblinded-queries", "")).recorded(ListSaved.class);
    }

    @Test
    void anAccountHasOneListOfAName() {
        assertThat(refused(and(openSite(), open(NAME)), save(DATA_MANAGER, "queries", "status=open")))
                .isEqualTo("list-name-taken");
        given(and(openSite(), open(NAME)))
                .when(save(ANOTHER, "queries", "status=open"))
                .thenRecorded(open(NAME));
        given(and(openSite(), open(NAME), new ListRemoved(STUDY, null, NAME, null)))
                .when(save(DATA_MANAGER, "queries", "status=open"))
                .thenRecorded(open(NAME));
    }

    @Test
    void anAccountKeepsAHundred() {
        assertThat(refused(many(100), save(DATA_MANAGER, "queries", ""))).isEqualTo("too-many-lists");
        given(many(99)).when(save(DATA_MANAGER, "queries", "")).recorded(ListSaved.class);
    }

    private static List<TrialEvent> many(int lists) {
        List<TrialEvent> history = new ArrayList<>(openSite());
        IntStream.range(0, lists).forEach(each -> history.add(open("List " + each)));
        return history;
    }

    @Test
    void whoeverSavedItPutsItAway() {
        given(and(openSite(), open(NAME)))
                .when(remove(DATA_MANAGER))
                .thenRecorded(new ListRemoved(STUDY, null, NAME, null));
        assertThat(refused(and(openSite(), open(NAME)), remove(ANOTHER))).isEqualTo("no-such-list");
        assertThat(refused(openSite(), remove(ANOTHER))).isEqualTo("no-such-list");
    }

    private static Map<String, Object> sent() {
        return Map.of(
                "list",
                "List " + NAMES.incrementAndGet(),
                "question",
                "queries",
                "filters",
                "status=open",
                "shared",
                true);
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(
                example(SaveList.class, by(DATA_MANAGER), STUDY, body("queries", "status=open"), openSite())
                        .sending(trial -> sent())
                        .mayBeEmpty("filters")
                        .wrong("question", "weather", 422, "unknown-code")
                        .wrong("filters", "status=odd", 422, "invalid-filter")
                        .wrong("filters", "no filter", 400, "invalid-field")
                        .refused("invalid-filter", body("queries", "status=odd"), openSite())
                        .refused("question-not-open-to-you", body("unblinded-queries", ""), openSite())
                        .refused("list-name-taken", openSite(), open(NAME))
                        .refused("too-many-lists", many(100)),
                example(
                                RemoveList.class,
                                by(DATA_MANAGER),
                                STUDY,
                                new RemoveList.Body(NAME),
                                and(openSite(), open(NAME)))
                        .sending(trial -> {
                            Map<String, Object> saved = sent();
                            trial.server().recorded("data-manager", "/acts/save-list", saved);
                            return Map.of("list", saved.get("list"));
                        })
                        .refused("no-such-list", openSite()));
    }
}
