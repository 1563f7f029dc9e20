package org.trialbook.trial.query;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STATISTICIAN;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.DataQuery;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.event.QueryChange;
import org.trialbook.event.QueryChange.Outcome;
import org.trialbook.event.QueryChange.Step;
import org.trialbook.event.QueryEvent.QueryChanged;
import org.trialbook.event.QueryEvent.QueryOpened;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;

/// What a rule finds is asked of many at once, and what was answered is closed at once: all of it or nothing.
class ManyQueriesAtOnceTest implements ActExamples {
    private static final SubjectId OTHER = new SubjectId("01-002");
    private static final QueryChange ANSWER = new QueryChange(Step.ANSWERED, Outcome.CONFIRMED, null, "as read");
    private static final QueryChange CLOSED = QueryChange.of(Step.CLOSED, "settled");

    private static TrialEvent ecg(SubjectId subject, String qrs) {
        return new AssessmentRecorded(
                STUDY,
                subject,
                SITE,
                "pre-implant",
                "ecg",
                CONSENTED,
                HotCrt.with(HotCrt.ecg(), "qrs-duration", new ItemValue(qrs, "ms")),
                Sealed.of(Map.of()));
    }

    /// Two subjects of whom the rule finds something.
    private static List<TrialEvent> wide() {
        return and(consented(), ecg(SUBJECT, "192"), registered(OTHER), HotCrt.consented(OTHER), ecg(OTHER, "196"));
    }

    private static QueryOpened opened(SubjectId subject, String number) {
        DataQuery asked = new DataQuery(
                CasebookPlace.item("pre-implant", "ecg", "qrs-duration"),
                "wide-qrs",
                "coordinator",
                "A QRS duration above 180 ms is rare. Is it what the tracing shows?");
        boolean sealed = number.startsWith("S");
        return new QueryOpened(STUDY, subject, SITE, number, sealed ? null : asked, sealed ? Sealed.of(asked) : null);
    }

    private static QueryChanged changed(SubjectId subject, QueryChange change) {
        return new QueryChanged(STUDY, subject, SITE, "Q1", change, null);
    }

    private static List<TrialEvent> answered() {
        return and(
                wide(), opened(SUBJECT, "Q1"), changed(SUBJECT, ANSWER), opened(OTHER, "Q1"), changed(OTHER, ANSWER));
    }

    private static QueryRuleHitsOfMany.Body hits(SubjectId... subjects) {
        return new QueryRuleHitsOfMany.Body("wide-qrs", List.of(subjects), null);
    }

    private static Asked<?, ?> query(SubjectId... subjects) {
        return ask(QueryRuleHitsOfMany.class, by(DATA_MANAGER), STUDY, hits(subjects));
    }

    private static Asked<?, ?> close(String... queries) {
        return ask(CloseQueries.class, by(DATA_MANAGER), STUDY, closing(queries));
    }

    private static CloseQueries.Body closing(String... queries) {
        return new CloseQueries.Body(List.of(queries), "settled");
    }

    @Test
    void oneActAsksAboutWhatARuleFindsWithSeveral() {
        given(wide()).when(query(SUBJECT, OTHER)).thenRecorded(opened(SUBJECT, "Q1"), opened(OTHER, "Q1"));
    }

    @Test
    void whatWasAskedOfOneIsAskedOfNobody() {
        given(wide(), opened(OTHER, "Q1"))
                .when(query(SUBJECT, OTHER))
                .thenRefused("nothing-to-ask", Map.of("rule", "wide-qrs", "of", "01-002"));
        given(wide(), opened(OTHER, "Q1")).when(query(SUBJECT)).thenRecorded(opened(SUBJECT, "Q1"));
    }

    @Test
    void severalQueriesAreClosedAtOnce() {
        given(answered())
                .when(close("01-002/Q1", "01-001/Q1"))
                .thenRecorded(changed(OTHER, CLOSED), changed(SUBJECT, CLOSED));
    }

    @Test
    void noneIsClosedWhereOneIsNot() {
        given(answered(), changed(OTHER, CLOSED))
                .when(close("01-001/Q1", "01-002/Q1"))
                .thenRefused("query-state", Map.of("state", "closed", "from", "answered", "of", "01-002/Q1"));
        given(wide())
                .when(close("01-001/Q1", "01-002/Q1"))
                .thenRefused("no-such-query", Map.of("query", "Q1", "of", "01-001/Q1, 01-002/Q1"));
    }

    /// To somebody blinded a sealed one does not exist, answered or not.
    @Test
    void whatIsSealedIsClosedByThoseWhoMayKnow() {
        TrialEvent sealed = new QueryChanged(STUDY, SUBJECT, SITE, "S1", null, Sealed.of(ANSWER));
        List<TrialEvent> history = and(wide(), opened(SUBJECT, "S1"), sealed);
        given(history).when(close("01-001/S1")).thenRefused("no-such-query", Map.of("query", "S1", "of", "01-001/S1"));
        given(history)
                .when(ask(CloseQueries.class, by(STATISTICIAN), STUDY, closing("01-001/S1")))
                .thenRecorded(new QueryChanged(STUDY, SUBJECT, SITE, "S1", null, Sealed.of(CLOSED)));
    }

    private static String id(String path) {
        return path.substring("/subjects/".length());
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(
                example(QueryRuleHitsOfMany.class, by(DATA_MANAGER), STUDY, hits(SUBJECT), wide())
                        .sending(trial ->
                                Map.of("rule", "wide-qrs", "subjects", List.of(id(trial.wideQrsRecorded("01")))))
                        .wrong("rule", "no-such-rule", 422, "unknown-code")
                        .wrong("subjects", List.of("01-999"), 422, "unknown-subjects")
                        .wrong("subjects", List.of(), 400, "invalid-field")
                        .wrong("assignedTo", "sponsor", 422, "unknown-code")
                        .refused("unknown-subjects", HotCrt.openSite())
                        .refused("nothing-to-ask", HotCrt.ecgRecorded()),
                example(CloseQueries.class, by(DATA_MANAGER), STUDY, closing("01-001/Q1"), answered())
                        .sending(trial ->
                                Map.of("queries", List.of(id(trial.queryAnswered("01")) + "/Q1"), "because", "settled"))
                        .wrong("queries", List.of("01-999/Q1"), 422, "unknown-subjects")
                        .wrong("queries", List.of("Q1"), 400, "invalid-field")
                        .wrong("queries", Collections.nCopies(2, "01-001/Q1"), 400, "invalid-field")
                        .wrong("because", ActExample.TOO_LONG, 400, "invalid-field")
                        .refused("no-such-query", HotCrt.ecgRecorded())
                        .refused("query-state", answered(), changed(SUBJECT, CLOSED)));
    }
}
