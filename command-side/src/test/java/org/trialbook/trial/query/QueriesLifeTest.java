package org.trialbook.trial.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STATISTICIAN;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.ecgRecorded;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.DataQuery;
import org.trialbook.event.QueryChange;
import org.trialbook.event.QueryChange.Outcome;
import org.trialbook.event.QueryChange.Step;
import org.trialbook.event.QueryEvent.QueryChanged;
import org.trialbook.event.QueryEvent.QueryOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;

class QueriesLifeTest implements ActExamples {
    private static final CasebookPlace QRS = CasebookPlace.item("pre-implant", "ecg", "qrs-duration");
    private static final CasebookPlace CAPTURE = CasebookPlace.item("pre-implant", "ecg", "paced-capture");
    private static final String TEXT = "142 or 124?";

    // ---- opening

    @Test
    void aBlindedPersonsQueryIsOpen() {
        given(ecgRecorded())
                .when(open(DATA_MANAGER, QRS, "investigator"))
                .thenRecorded(opened("Q1", QRS, "investigator"));
    }

    @Test
    void aQueryOfSomebodyWhoMayKnowIsSealedAndNumberedApart() {
        given(ecgRecorded(), opened("Q1", QRS, "investigator"))
                .when(open(STATISTICIAN, QRS, "investigator"))
                .thenRecorded(sealed("S1", QRS, "investigator"));
        given(ecgRecorded(), sealed("S1", QRS, "investigator"))
                .when(open(DATA_MANAGER, QRS, "coordinator"))
                .thenRecorded(opened("Q1", QRS, "coordinator"));
    }

    @Test
    void itIsAboutAnItemAFormAVisitOrTheSubject() {
        for (CasebookPlace about : List.of(
                QRS,
                CasebookPlace.form("pre-implant", "ecg"),
                CasebookPlace.visit("pre-implant"),
                CasebookPlace.SUBJECT)) {
            given(ecgRecorded())
                    .when(open(DATA_MANAGER, about, "coordinator"))
                    .thenRecorded(opened("Q1", about, "coordinator"));
        }
        given(ecgRecorded())
                .when(open(DATA_MANAGER, new CasebookPlace(null, "ecg", null, null), "coordinator"))
                .thenRefused("incomplete-place", Map.of());
    }

    @Test
    void thePlaceIsTheProtocols() {
        for (CasebookPlace about : List.of(
                CasebookPlace.visit("month-99"),
                CasebookPlace.form("pre-implant", "device"),
                CasebookPlace.item("pre-implant", "ecg", "shoe-size"))) {
            assertThat(given(ecgRecorded())
                            .when(open(DATA_MANAGER, about, "coordinator"))
                            .refusal()
                            .name())
                    .isEqualTo("unknown-code");
        }
    }

    @Test
    void nobodyAsksAboutAnItemThatTheyMustNotKnow() {
        given(ecgRecorded())
                .when(open(DATA_MANAGER, CAPTURE, "investigator"))
                .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
        given(ecgRecorded())
                .when(open(STATISTICIAN, CAPTURE, "investigator"))
                .thenRecorded(sealed("S1", CAPTURE, "investigator"));
    }

    @Test
    void whatIsSealedIsNotAssignedToSomebodyBlinded() {
        given(ecgRecorded())
                .when(open(STATISTICIAN, CAPTURE, "coordinator"))
                .thenRefused("assignee-may-not-know", Map.of("role", "coordinator"));
    }

    @Test
    void thereAreNeverTwoOpenForOneCause() {
        given(ecgRecorded(), opened("Q1", QRS, "investigator"))
                .when(open(DATA_MANAGER, QRS, "coordinator"))
                .thenRefused("query-already-open", Map.of("query", "Q1"));
        given(ecgRecorded(), opened("Q1", QRS, "investigator"), changed("Q1", answer()))
                .when(open(DATA_MANAGER, QRS, "coordinator"))
                .thenRefused("query-already-open", Map.of("query", "Q1"));
        given(
                        ecgRecorded(),
                        opened("Q1", QRS, "investigator"),
                        changed("Q1", answer()),
                        changed("Q1", QueryChange.of(Step.CLOSED, "settled")))
                .when(open(DATA_MANAGER, QRS, "coordinator"))
                .thenRecorded(opened("Q2", QRS, "coordinator"));
    }

    @Test
    void aSealedOneDoesNotStandInTheWayOfAnOpenOne() {
        given(ecgRecorded(), sealed("S1", QRS, "investigator"))
                .when(open(DATA_MANAGER, QRS, "investigator"))
                .thenRecorded(opened("Q1", QRS, "investigator"));
    }

    // ---- what becomes of it

    @Test
    void theSiteAnswersAndWhoWatchesCloses() {
        given(asked())
                .when(ask(
                        AnswerQuery.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new AnswerQuery.Body("Q1", "confirmed", "as read")))
                .thenRecorded(changed("Q1", answer()));
        given(asked(), changed("Q1", answer()))
                .when(ask(CloseQuery.class, by(DATA_MANAGER), SUBJECT, new CloseQuery.Body("Q1", "settled")))
                .thenRecorded(changed("Q1", QueryChange.of(Step.CLOSED, "settled")));
    }

    @Test
    void onlyWhatWasAnsweredIsClosed() {
        given(asked())
                .when(ask(CloseQuery.class, by(DATA_MANAGER), SUBJECT, new CloseQuery.Body("Q1", "settled")))
                .thenRefused("query-state", Map.of("state", "open", "from", "answered"));
    }

    @Test
    void whatIsClosedIsReopenedUnlessAnotherWasOpenedForItsCause() {
        List<TrialEvent> closed =
                and(asked(), changed("Q1", answer()), changed("Q1", QueryChange.of(Step.CLOSED, "settled")));
        Asked<?, ?> reopen = ask(ReopenQuery.class, by(DATA_MANAGER), SUBJECT, new ReopenQuery.Body("Q1", "it is not"));
        given(closed).when(reopen).thenRecorded(changed("Q1", QueryChange.of(Step.REOPENED, "it is not")));
        given(closed, opened("Q2", QRS, "coordinator"))
                .when(reopen)
                .thenRefused("query-already-open", Map.of("query", "Q2"));
    }

    @Test
    void whatIsCancelledStaysSo() {
        TrialEvent cancelled = changed("Q1", QueryChange.of(Step.CANCELLED, "my mistake"));
        given(asked())
                .when(ask(CancelQuery.class, by(DATA_MANAGER), SUBJECT, new CancelQuery.Body("Q1", "my mistake")))
                .thenRecorded(cancelled);
        given(asked(), cancelled)
                .when(ask(ReopenQuery.class, by(DATA_MANAGER), SUBJECT, new ReopenQuery.Body("Q1", "it is not")))
                .thenRefused("query-state", Map.of("state", "cancelled", "from", "answered, closed"));
    }

    @Test
    void anOpenOneIsAssignedToAnotherRoleAtTheSite() {
        given(asked())
                .when(ask(
                        AssignQuery.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new AssignQuery.Body("Q1", "investigator", "a doctor's question")))
                .thenRecorded(
                        changed("Q1", new QueryChange(Step.ASSIGNED, null, "investigator", "a doctor's question")));
    }

    @Test
    void whatIsSealedDoesNotExistForSomebodyBlinded() {
        List<TrialEvent> both = and(ecgRecorded(), sealed("S1", CAPTURE, "investigator"));
        for (List<TrialEvent> history : List.of(both, ecgRecorded())) {
            given(history)
                    .when(ask(
                            AnswerQuery.class,
                            by(COORDINATOR),
                            SUBJECT,
                            new AnswerQuery.Body("S1", "confirmed", "so it is")))
                    .thenRefused("no-such-query", Map.of("query", "S1"));
        }
        given(both)
                .when(ask(
                        AnswerQuery.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        new AnswerQuery.Body("S1", "confirmed", "as read")))
                .thenRecorded(new QueryChanged(STUDY, SUBJECT, SITE, "S1", null, Sealed.of(answer())));
    }

    // ---- shapes

    private static Asked<?, ?> open(Caller caller, CasebookPlace about, String assignedTo) {
        return ask(OpenQuery.class, by(caller), SUBJECT, body(about, assignedTo, null));
    }

    private static OpenQuery.Body body(CasebookPlace about, String assignedTo, @Nullable String check) {
        return new OpenQuery.Body(about.visit(), about.form(), about.key(), about.item(), check, assignedTo, TEXT);
    }

    private static List<TrialEvent> asked() {
        return and(ecgRecorded(), opened("Q1", QRS, "coordinator"));
    }

    private static QueryOpened opened(String number, CasebookPlace about, String assignedTo) {
        return new QueryOpened(STUDY, SUBJECT, SITE, number, new DataQuery(about, null, assignedTo, TEXT), null);
    }

    private static QueryOpened sealed(String number, CasebookPlace about, String assignedTo) {
        return new QueryOpened(
                STUDY, SUBJECT, SITE, number, null, Sealed.of(new DataQuery(about, null, assignedTo, TEXT)));
    }

    private static QueryChanged changed(String number, QueryChange change) {
        return new QueryChanged(STUDY, SUBJECT, SITE, number, change, null);
    }

    private static QueryChange answer() {
        return new QueryChange(Step.ANSWERED, Outcome.CONFIRMED, null, "as read");
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(
                example(OpenQuery.class, by(DATA_MANAGER), SUBJECT, body(QRS, "coordinator", null), ecgRecorded())
                        .on(trial -> trial.ecgRecorded("01"))
                        .wrong("visit", "month-99", 422, "unknown-code")
                        .wrong("form", null, 422, "incomplete-place")
                        .wrong("item", "shoe-size", 422, "unknown-code")
                        .wrong("key", "1", 422, "unknown-code")
                        .wrong("check", "no-such-check", 422, "unknown-code")
                        .wrong("assignedTo", "sponsor", 422, "unknown-code")
                        .wrong("text", ActExample.TOO_LONG, 400, "invalid-field")
                        .refused("no-such-subject", openSite())
                        .refused(
                                "incomplete-place",
                                body(new CasebookPlace(null, "ecg", null, null), "coordinator", null),
                                ecgRecorded())
                        .refused(
                                "assignee-may-not-know",
                                by(STATISTICIAN),
                                body(CAPTURE, "coordinator", null),
                                ecgRecorded())
                        .refused("query-already-open", ecgRecorded(), opened("Q1", QRS, "investigator")),
                example(
                                AnswerQuery.class,
                                by(COORDINATOR),
                                SUBJECT,
                                new AnswerQuery.Body("Q1", "confirmed", "as read"),
                                asked())
                        .on(trial -> trial.queried("01"))
                        .wrong("query", "Q77", 422, "no-such-query")
                        .wrong("outcome", "ignored", 400, "invalid-field")
                        .refused("no-such-query", ecgRecorded())
                        .refused("query-state", asked(), changed("Q1", answer())),
                example(
                                AssignQuery.class,
                                by(COORDINATOR),
                                SUBJECT,
                                new AssignQuery.Body("Q1", "investigator", "a doctor's question"),
                                asked())
                        .on(trial -> trial.queried("01"))
                        .wrong("assignedTo", "sponsor", 422, "unknown-code"),
                example(
                                CloseQuery.class,
                                by(DATA_MANAGER),
                                SUBJECT,
                                new CloseQuery.Body("Q1", "settled"),
                                and(asked(), changed("Q1", answer())))
                        .on(trial -> trial.queryAnswered("01")),
                example(CancelQuery.class, by(DATA_MANAGER), SUBJECT, new CancelQuery.Body("Q1", "my mistake"), asked())
                        .on(trial -> trial.queried("01")),
                example(
                                ReopenQuery.class,
                                by(DATA_MANAGER),
                                SUBJECT,
                                new ReopenQuery.Body("Q1", "it is not"),
                                and(asked(), changed("Q1", answer())))
                        .on(trial -> trial.queryAnswered("01")));
    }
}
