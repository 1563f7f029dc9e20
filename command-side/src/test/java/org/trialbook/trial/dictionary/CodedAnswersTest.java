package org.trialbook.trial.dictionary;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.under;
import static org.trialbook.trial.Scenario.given;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.DictionaryEvent.DictionaryLoaded;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.assessment.RecordAssessment;
import org.trialbook.trial.correction.CorrectValue;

/// Adverse events coded in a dictionary that was made up for this test.
class CodedAnswersTest implements ActExamples {

    private static final String YAML = HotCrt.YAML.replace("\nreads:\n", """

              - code: event
                label: Adverse events
                repeats: true
                outside-visits: true
                items:
                  - {code: term, label: Term, type: coded, required: true, dictionary: {name: TINY, version: "1.0"}}

            reads:
            """);
    private static final String TERMS = "code,term,parent\nT10,Headache,T1\nT11,Tension headache,T1\nT20,Nausea,T2\n";
    private static final DictionaryLoaded LOADED = DictionaryLoaded.of(STUDY, "TINY", "1.0", TERMS, 3);

    private static List<TrialEvent> history() {
        return under(YAML, consented());
    }

    private static Asked<?, ?> record(ItemValue term) {
        return ask(
                RecordAssessment.class,
                by(COORDINATOR),
                SUBJECT,
                new RecordAssessment.Body(null, "event", "1", CONSENTED, Map.of("term", term), null));
    }

    private static Asked<?, ?> correct(String from, String to) {
        return ask(
                CorrectValue.class,
                by(COORDINATOR),
                SUBJECT,
                new CorrectValue.Body(null, "event", "1", "term", ItemValue.of(from), ItemValue.of(to), "coded", null));
    }

    private static AssessmentRecorded recorded(ItemValue term) {
        return new AssessmentRecorded(
                STUDY,
                SUBJECT,
                SUBJECT.site(),
                null,
                "event",
                "1",
                CONSENTED,
                Map.of("term", term),
                null,
                Map.of(),
                null);
    }

    private static Asked<?, ?> load(String version, String terms) {
        return ask(LoadDictionary.class, by(DATA_MANAGER), STUDY, new LoadDictionary.Body("TINY", version, terms));
    }

    @Test
    void aCodeIsRecordedWithItsTerm() {
        given(and(history(), LOADED))
                .when(record(ItemValue.of("T10")))
                .thenRecorded(recorded(ItemValue.coded("T10", "Headache")));
    }

    @Test
    void whatIsNoCodeIsRefusedWithNearOnes() {
        given(and(history(), LOADED))
                .when(record(ItemValue.of("bad headache")))
                .thenRefused(
                        "invalid-answers",
                        Map.of(
                                "term",
                                "not-a-term: a code of TINY 1.0, such as T10 (Headache), T11 (Tension headache)"));
        given(and(history(), LOADED))
                .when(record(ItemValue.of("T2O")))
                .thenRefused("invalid-answers", Map.of("term", "not-a-term: a code of TINY 1.0, such as T20 (Nausea)"));
    }

    /// Whoever says what a code means says it to everybody who reads the record.
    @Test
    void nobodySendsATerm() {
        given(and(history(), LOADED))
                .when(record(ItemValue.coded("T10", "Nausea")))
                .thenRefused("invalid-answers", Map.of("term", "not-sent: a code, without what it means"));
    }

    @Test
    void wordsAreRecordedWhileNoTermsAreLoadedAndCodedLater() {
        given(history())
                .when(record(ItemValue.of("bad headache")))
                .thenRecorded(recorded(ItemValue.of("bad headache")));
        List<TrialEvent> inWords = and(history(), recorded(ItemValue.of("bad headache")), LOADED);
        ValueCorrected corrected =
                given(inWords).when(correct("bad headache", "T11")).recorded(ValueCorrected.class);
        assertThat(requireNonNull(corrected.correction()).to()).isEqualTo(ItemValue.coded("T11", "Tension headache"));
        given(inWords)
                .when(correct("bad headache", "very bad headache"))
                .thenRefused(
                        "invalid-answers",
                        Map.of(
                                "term",
                                "not-a-term: a code of TINY 1.0, such as T10 (Headache), T11 (Tension headache)"));
        given(and(inWords, corrected)).when(correct("T11", "T20")).recorded(ValueCorrected.class);
    }

    @Test
    void aDictionaryComesInSeveralFilesAndACodeMeansOneThing() {
        List<TrialEvent> loaded = and(history(), LOADED);
        DictionaryLoaded more =
                given(loaded).when(load("1.0", "code,term,parent\nT30,Rash,\n")).recorded(DictionaryLoaded.class);
        assertThat(more.terms()).isEqualTo(1);
        given(and(loaded, more)).when(record(ItemValue.of("T30"))).recorded(AssessmentRecorded.class);
        given(and(loaded, more)).when(record(ItemValue.of("T10"))).recorded(AssessmentRecorded.class);
        given(loaded)
                .when(load("1.0", "code,term,parent\nT20,Vomiting,T2\n"))
                .thenRefused("term-is-another", Map.of("code", "T20", "term", "Nausea"));
        given(loaded)
                .when(load("1.0", TERMS))
                .thenRefused("already-recorded", Map.of("recorded", "all of these terms of TINY 1.0"));
    }

    @Test
    void whatCannotBeReadIsToldByItsLine() {
        given(history())
                .when(load("1.0", "code,term\nT10,Headache\nT10,Nausea\n"))
                .thenRefused(
                        "dictionary-unreadable",
                        Map.of("line", "3", "because", "the code T10 stands here a second time"));
        given(history())
                .when(load("1.0", "code,term\nT10\n"))
                .thenRefused(
                        "dictionary-unreadable",
                        Map.of("line", "2", "because", "it has as many fields as the heading"));
        given(history())
                .when(load("2.0", TERMS))
                .thenRefused("unknown-code", Map.of("kind", "dictionary", "code", "TINY 2.0", "known", "TINY 1.0"));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        List<TrialEvent> open = under(YAML, openSite());
        List<TrialEvent> full = new ArrayList<>(open);
        full.addAll(Collections.nCopies(24, LOADED));
        return List.of(example(
                        LoadDictionary.class,
                        by(DATA_MANAGER),
                        STUDY,
                        new LoadDictionary.Body("TINY", "1.0", TERMS),
                        open)
                .once(CodedAnswersTest::coded)
                // Of a trial in which nothing is coded.
                .wrong("version", "2.0", 422, "no-coded-items")
                .refused("no-coded-items", openSite())
                .refused("unknown-code", new LoadDictionary.Body("TINY", "2.0", TERMS), open)
                .refused("dictionary-unreadable", new LoadDictionary.Body("TINY", "1.0", "T10;Headache"), open)
                .refused("too-many-dictionary-files", full)
                .refused(
                        "term-is-another",
                        new LoadDictionary.Body("TINY", "1.0", "code,term,parent\nT20,Vomiting,T2\n"),
                        and(open, LOADED)));
    }

    private static Trial coded() {
        Trial trial = new Trial(TrialServer.start());
        trial.server().recorded("data-manager", "/acts/publish-protocol", Map.of("protocol", YAML));
        return trial;
    }
}
