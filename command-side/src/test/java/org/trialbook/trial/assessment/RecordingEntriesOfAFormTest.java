package org.trialbook.trial.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.under;
import static org.trialbook.trial.Scenario.given;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.QueryEvent.QueryOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;
import org.trialbook.trial.correction.CorrectValue;
import org.trialbook.trial.query.OpenQuery;

/// Adverse events and device checks belong to no visit and come any number of times; medication is asked for again and
/// again at a visit.
class RecordingEntriesOfAFormTest {

    static final String PROTOCOL = protocol();
    private static final Map<String, ItemValue> MILD = Map.of("grade", ItemValue.of("1"));
    private static final Map<String, ItemValue> SEVERE = Map.of("grade", ItemValue.of("3"));

    private static String protocol() {
        try {
            return Files.readString(Path.of("../shared-events/src/test/resources/protocols/entries.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<TrialEvent> history() {
        return under(PROTOCOL, consented());
    }

    private static Asked<?, ?> record(
            Caller caller, @Nullable String visit, String form, @Nullable String key, Map<String, ItemValue> values) {
        return ask(
                RecordAssessment.class,
                by(caller),
                SUBJECT,
                new RecordAssessment.Body(visit, form, key, CONSENTED, values, null));
    }

    private static Asked<?, ?> correct(@Nullable String key, String from, String to) {
        return ask(
                CorrectValue.class,
                by(INVESTIGATOR),
                SUBJECT,
                new CorrectValue.Body(
                        null,
                        "adverse-event",
                        key,
                        "grade",
                        ItemValue.of(from),
                        ItemValue.of(to),
                        "as the source says",
                        null));
    }

    private static AssessmentRecorded recorded(
            @Nullable String visit, String form, @Nullable String key, Map<String, ItemValue> values) {
        return new AssessmentRecorded(STUDY, SUBJECT, SITE, visit, form, key, CONSENTED, values, null, Map.of(), null);
    }

    @Test
    void anEntryOutsideOfVisitsIsRecordedUnderItsNumber() {
        given(history())
                .when(record(COORDINATOR, null, "adverse-event", "1", MILD))
                .thenRecorded(recorded(null, "adverse-event", "1", MILD));
    }

    @Test
    void andAnotherOneBesideIt() {
        given(and(history(), recorded(null, "adverse-event", "1", MILD)))
                .when(record(COORDINATOR, null, "adverse-event", "2", SEVERE))
                .thenRecorded(recorded(null, "adverse-event", "2", SEVERE));
    }

    @Test
    void aSecondOneOfTheSameNumberIsRefusedAndNamed() {
        given(and(history(), recorded(null, "adverse-event", "1", MILD)))
                .when(record(COORDINATOR, null, "adverse-event", "1", SEVERE))
                .thenRefused("already-recorded", Map.of("recorded", "entry 1 of form adverse-event"));
    }

    @Test
    void theSameNumberAtAVisitIsAnotherEntry() {
        given(and(history(), recorded("start", "medication", "1", MILD)))
                .when(record(COORDINATOR, "start", "medication", "2", MILD))
                .thenRecorded(recorded("start", "medication", "2", MILD));
    }

    @Test
    void anEntryHasANumberAndNothingInWords() {
        for (String key : List.of("0", "01", "10000", "his-lead", "1 ")) {
            given(history())
                    .when(record(COORDINATOR, null, "adverse-event", key, MILD))
                    .thenRefused(
                            "key-of-a-repeating-form", Map.of("form", "adverse-event", "repeats", "true", "key", key));
        }
        given(history())
                .when(record(COORDINATOR, null, "adverse-event", null, MILD))
                .thenRefused(
                        "key-of-a-repeating-form", Map.of("form", "adverse-event", "repeats", "true", "key", "(none)"));
        given(history())
                .when(record(COORDINATOR, "start", "once", "1", MILD))
                .thenRefused("key-of-a-repeating-form", Map.of("form", "once", "repeats", "false", "key", "1"));
    }

    @Test
    void aFormStandsWhereTheProtocolPutsIt() {
        given(history())
                .when(record(COORDINATOR, null, "medication", "1", MILD))
                .thenRefused(
                        "unknown-code",
                        Map.of(
                                "kind", "form outside of visits",
                                "code", "medication",
                                "known", "adverse-event, device-check, end"));
        given(history())
                .when(record(COORDINATOR, "start", "adverse-event", "1", MILD))
                .thenRefused(
                        "unknown-code",
                        Map.of("kind", "form of start", "code", "adverse-event", "known", "medication, once"));
    }

    @Test
    void itIsFilledInByThoseWhomTheProtocolNames() {
        given(history())
                .when(record(COORDINATOR, null, "end", null, MILD))
                .thenRefused("filled-in-by-others", Map.of("form", "end", "by", "investigator"));
        given(history())
                .when(record(INVESTIGATOR, null, "end", null, MILD))
                .thenRecorded(recorded(null, "end", null, MILD));
    }

    @Test
    void whatTellsTheArmIsSealedInEveryEntry() {
        Map<String, ItemValue> answers = Map.of("grade", ItemValue.of("2"), "output", new ItemValue("3", "V"));
        TrialEvent first = new AssessmentRecorded(
                STUDY,
                SUBJECT,
                SITE,
                null,
                "device-check",
                "1",
                CONSENTED,
                Map.of("grade", ItemValue.of("2")),
                Sealed.of(Map.of("output", new ItemValue("3", "V"))),
                Map.of(),
                null);
        AssessmentRecorded second = given(and(history(), first))
                .when(record(INVESTIGATOR, null, "device-check", "2", answers))
                .recorded(AssessmentRecorded.class);
        assertThat(second.values()).containsOnlyKeys("grade");
        assertThat(second.revealing()).isEqualTo(Sealed.of(Map.of("output", new ItemValue("3", "V"))));
    }

    @Test
    void eachEntryIsCorrectedOnItsOwn() {
        List<TrialEvent> two = and(
                history(), recorded(null, "adverse-event", "1", MILD), recorded(null, "adverse-event", "2", SEVERE));
        TrialEvent corrected = new ValueCorrected(
                STUDY,
                SUBJECT,
                SITE,
                null,
                "adverse-event",
                "2",
                new Correction("grade", ItemValue.of("3"), ItemValue.of("4"), "as the source says"),
                null,
                Map.of(),
                null);

        given(two).when(correct("2", "3", "4")).thenRecorded(corrected);
        given(and(two, corrected)).when(correct("2", "3", "5")).thenRefused("value-differs", Map.of("current", "4"));
        given(and(two, corrected)).when(correct("1", "1", "2")).recorded(ValueCorrected.class);
        given(two)
                .when(correct("3", "1", "2"))
                .thenRefused("form-not-recorded", Map.of("form", "adverse-event", "key", "3"));
        given(two).when(correct(null, "1", "2")).thenRefused("form-not-recorded", Map.of("form", "adverse-event"));
    }

    /// A query may ask about one entry, also of a form outside of any visit.
    @Test
    void aQueryIsAboutAnEntry() {
        given(history()).when(query(null, "adverse-event", "2")).recorded(QueryOpened.class);
        given(history())
                .when(query("start", "once", "2"))
                .thenRefused("unknown-code", Map.of("kind", "entry of once", "code", "2", "known", ""));
        given(history()).when(query(null, "medication", "2")).thenRefused("incomplete-place", Map.of());
    }

    private static Asked<?, ?> query(@Nullable String visit, String form, String key) {
        return ask(
                OpenQuery.class,
                by(DATA_MANAGER),
                SUBJECT,
                new OpenQuery.Body(visit, form, key, "grade", null, "coordinator", "Is it so?"));
    }

    /// What was recorded once stays correctable when an amendment lets its form repeat.
    @Test
    void anAmendmentMayLetAFormRepeat() {
        String before = PROTOCOL.replace("label: Adverse event\n    repeats: true", "label: Adverse event");
        List<TrialEvent> once = and(under(before, consented()), recorded(null, "adverse-event", null, MILD));
        List<TrialEvent> amended = and(once, org.trialbook.trial.HotCrt.published("2", PROTOCOL));

        given(amended)
                .when(record(COORDINATOR, null, "adverse-event", "1", SEVERE))
                .thenRecorded(recorded(null, "adverse-event", "1", SEVERE));
        given(amended).when(correct(null, "1", "2")).recorded(ValueCorrected.class);
    }
}
