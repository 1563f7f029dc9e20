package org.trialbook.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.trialbook.console.record.RecordAnswer;
import tools.jackson.databind.json.JsonMapper;

class ObjectionsTest {

    private static Objections objections(int status, String problem) {
        return Objections.of(
                new RecordAnswer(status, JsonMapper.shared().readTree(problem), null, null, null, false), "item.");
    }

    @Test
    void eachAnswerThatDoesNotFitStandsAtItsField() {
        Objections objections = objections(422, """
                {"type": "urn:trialbook:refusal:invalid-answers", "detail": "Answers fit their items.", "evidence": {
                  "lvef": "out-of-range: from 5 to 80",
                  "lvedv": "missing: 'Left ventricular end-diastolic volume' must be answered"}}""");

        assertThat(objections.headline()).isEqualTo("2 answers need another look.");
        assertThat(objections.of("item.lvef")).isEqualTo("From 5 to 80.");
        assertThat(objections.of("item.lvedv")).isEqualTo("Must be answered.");
        assertThat(objections.of("item.lvesv")).isEmpty();
    }

    @Test
    void aRefusalSaysItsRuleAndItsEvidence() {
        Objections objections = objections(422, """
                {"type": "urn:trialbook:refusal:in-the-future", "detail": "Only what has happened is recorded.",
                 "evidence": {"date": "2026-12-24", "today": "2026-11-30"}}""");

        assertThat(objections.headline()).isEqualTo("Only what has happened is recorded.");
        assertThat(objections.evidence())
                .contains(
                        new Objections.Evidence("Date", "24 Dec 2026"),
                        new Objections.Evidence("Today", "30 Nov 2026"));
    }

    @Test
    void aFieldOfTheRequestThatIsWrongIsTheFieldOfThePage() {
        Objections objections = objections(400, """
                {"type": "urn:trialbook:problem:wrong-type", "detail": "The field 'doneOn' takes a day such as 2026-11-21.",
                 "field": "doneOn"}""");

        assertThat(objections.of("doneOn")).contains("takes a day");
    }
}
