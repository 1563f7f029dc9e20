package org.trialbook.trial.query;

import static org.assertj.core.api.Assertions.assertThat;
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
import static org.trialbook.trial.HotCrt.ecgRecorded;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.Correction;
import org.trialbook.event.DataQuery;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.QueryChange;
import org.trialbook.event.QueryChange.Step;
import org.trialbook.event.QueryEvent.QueryChanged;
import org.trialbook.event.QueryEvent.QueryOpened;
import org.trialbook.event.RuleEvent.RuleHitExcused;
import org.trialbook.event.ToBlinded.Knowledge;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;

/// What the protocol's rules find is asked about, once, or excused, until the data are others.
class RuleHitsTest implements ActExamples {
    private static final ItemValue WIDE = new ItemValue("192", "ms");
    private static final String WHY = "Read twice";

    private static List<TrialEvent> wide() {
        return and(
                consented(),
                new AssessmentRecorded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "pre-implant",
                        "ecg",
                        CONSENTED,
                        HotCrt.with(HotCrt.ecg(), "qrs-duration", WIDE),
                        Sealed.of(Map.of())));
    }

    /// Output 1 V below a threshold of 2 V.
    private static List<TrialEvent> lost() {
        return and(
                implanted(),
                new AssessmentRecorded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "month-3",
                        "device",
                        HotCrt.IMPLANTED.plusDays(90),
                        new TreeMap<>(),
                        Sealed.of(Map.of(
                                "pacing-output",
                                new ItemValue("1", "V"),
                                "capture-threshold",
                                new ItemValue("2", "V")))));
    }

    private static Asked<?, ?> query(Caller caller, String rule) {
        return query(caller, rule, null);
    }

    private static Asked<?, ?> query(Caller caller, String rule, @Nullable String role) {
        return ask(QueryRuleHits.class, by(caller), SUBJECT, new QueryRuleHits.Body(rule, role));
    }

    private static Asked<?, ?> excuse(Caller caller) {
        return ask(ExcuseRuleHit.class, by(caller), SUBJECT, body());
    }

    private static ExcuseRuleHit.Body body() {
        return new ExcuseRuleHit.Body("wide-qrs", "pre-implant", "ecg", null, WHY);
    }

    private static DataQuery asked() {
        return new DataQuery(
                CasebookPlace.item("pre-implant", "ecg", "qrs-duration"),
                "wide-qrs",
                "coordinator",
                "A QRS duration above 180 ms is rare. Is it what the tracing shows?");
    }

    private static QueryOpened opened(String number) {
        return new QueryOpened(STUDY, SUBJECT, SITE, number, asked(), null);
    }

    private static RuleHitExcused excused(List<TrialEvent> history) {
        return given(history).when(excuse(DATA_MANAGER)).recorded(RuleHitExcused.class);
    }

    private static ValueCorrected corrected(String from, String to) {
        Correction correction =
                new Correction("qrs-duration", new ItemValue(from, "ms"), new ItemValue(to, "ms"), "misread");
        return new ValueCorrected(
                STUDY, SUBJECT, SITE, "pre-implant", "ecg", correction.withReasonSealed(), Sealed.of(correction));
    }

    @Test
    void aHitIsAskedAboutOnceAsTheRuleSays() {
        given(wide()).when(query(DATA_MANAGER, "wide-qrs")).thenRecorded(opened("Q1"));
        given(and(wide(), opened("Q1")))
                .when(query(DATA_MANAGER, "wide-qrs"))
                .thenRefused("nothing-to-ask", Map.of("rule", "wide-qrs"));
        given(
                        and(wide(), opened("Q1")),
                        new QueryChanged(STUDY, SUBJECT, SITE, "Q1", QueryChange.of(Step.CANCELLED, "mistake"), null))
                .when(query(DATA_MANAGER, "wide-qrs"))
                .thenRecorded(opened("Q2"));
    }

    @Test
    void whatIsAsUsualIsNoHit() {
        given(ecgRecorded())
                .when(query(DATA_MANAGER, "wide-qrs"))
                .thenRefused("nothing-to-ask", Map.of("rule", "wide-qrs"));
        given(ecgRecorded()).when(excuse(DATA_MANAGER)).thenRefused("no-such-hit", Map.of("rule", "wide-qrs"));
    }

    @Test
    void anExcuseHoldsUntilTheDataAreOthers() {
        List<TrialEvent> excused = and(wide(), excused(wide()));
        given(excused).when(query(DATA_MANAGER, "wide-qrs")).thenRefused("nothing-to-ask", Map.of("rule", "wide-qrs"));
        given(excused).when(excuse(DATA_MANAGER)).thenRefused("no-such-hit", Map.of("rule", "wide-qrs"));
        List<TrialEvent> other = and(excused, corrected("192", "198"));
        given(other).when(query(DATA_MANAGER, "wide-qrs")).thenRecorded(opened("Q1"));
        given(other, corrected("198", "192"))
                .when(query(DATA_MANAGER, "wide-qrs"))
                .thenRefused("nothing-to-ask", Map.of("rule", "wide-qrs"));
    }

    @Test
    void aRuleOverWhatIsSealedIsRunForThoseWhoMayKnowWhateverItFinds() {
        for (List<TrialEvent> history : List.of(lost(), implanted(), ecgRecorded())) {
            given(history)
                    .when(query(DATA_MANAGER, "output-below-threshold"))
                    .thenRefused("rule-reads-what-is-sealed", Map.of("rule", "output-below-threshold"));
        }
        QueryOpened asked = given(lost())
                .when(query(STATISTICIAN, "output-below-threshold"))
                .recorded(QueryOpened.class);
        assertThat(asked.query()).isEqualTo("S1");
        assertThat(asked.asked()).isNull();
    }

    @Test
    void whatSomebodyExcusesWhoMayKnowIsSealedAndUnknownToTheBlinded() {
        RuleHitExcused sealed = given(wide()).when(excuse(STATISTICIAN)).recorded(RuleHitExcused.class);
        assertThat(sealed.excuse()).isNull();
        assertThat(sealed.toBlinded()).isEqualTo(Knowledge.WITHHELD);
        given(and(wide(), sealed)).when(query(DATA_MANAGER, "wide-qrs")).thenRecorded(opened("Q1"));
        given(and(wide(), sealed))
                .when(query(STATISTICIAN, "wide-qrs", "investigator"))
                .thenRefused("nothing-to-ask", Map.of("rule", "wide-qrs"));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(
                example(
                                QueryRuleHits.class,
                                by(DATA_MANAGER),
                                SUBJECT,
                                new QueryRuleHits.Body("wide-qrs", "coordinator"),
                                wide())
                        .on(trial -> trial.wideQrsRecorded("01"))
                        .wrong("rule", "no-such-rule", 422, "unknown-code")
                        .wrong("assignedTo", "sponsor", 422, "unknown-code")
                        .refused("nothing-to-ask", ecgRecorded())
                        .refused(
                                "rule-reads-what-is-sealed",
                                new QueryRuleHits.Body("output-below-threshold", null),
                                wide()),
                example(ExcuseRuleHit.class, by(DATA_MANAGER), SUBJECT, body(), wide())
                        .on(trial -> trial.wideQrsRecorded("01"))
                        .wrong("rule", "no-such-rule", 422, "unknown-code")
                        .wrong("visit", "month-99", 422, "unknown-code")
                        .wrong("form", "device", 422, "unknown-code")
                        .wrong("key", "1", 422, "unknown-code")
                        .wrong("because", ActExample.TOO_LONG, 400, "invalid-field")
                        .refused("no-such-subject", openSite())
                        .refused("no-such-hit", ecgRecorded()));
    }
}
