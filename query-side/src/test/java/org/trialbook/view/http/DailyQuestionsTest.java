package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.DAY;
import static org.trialbook.view.projection.Acts.assessed;
import static org.trialbook.view.projection.Acts.assigned;
import static org.trialbook.view.projection.Acts.consented;
import static org.trialbook.view.projection.Acts.corrected;
import static org.trialbook.view.projection.Acts.correctedRevealing;
import static org.trialbook.view.projection.Acts.eligible;
import static org.trialbook.view.projection.Acts.id;
import static org.trialbook.view.projection.Acts.missed;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.randomized;
import static org.trialbook.view.projection.Acts.readRegistered;
import static org.trialbook.view.projection.Acts.registered;
import static org.trialbook.view.projection.Acts.tried;
import static org.trialbook.view.projection.Acts.visited;
import static org.trialbook.view.projection.Acts.withdrawn;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.CasebookNote;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.CorrectionEvent;
import org.trialbook.event.CourseFact;
import org.trialbook.event.FormEvent;
import org.trialbook.event.ItemValue;
import org.trialbook.event.MovedVisit;
import org.trialbook.event.NoteEvent;
import org.trialbook.event.OtherArmTreatment;
import org.trialbook.event.RuleEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.VisitWindow;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// What people ask every day: what is to be done, what is missing, how a form stands, who did what.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DailyQuestionsTest {
    private static final String READ = "R-ZZZZZZZ1";
    private static final String ASSIGNED = "R-00000002";

    private QuerySide server;

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        tell(server.story());
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static void tell(Story story) {
        story.published()
                .then(opened("01"))
                .then(opened("02"))
                .then(registered("01-001"))
                .then(consented("01-001"))
                .then(eligible("01-001"))
                .then(randomized("01-001", 1, "CSP"))
                .then(tried("01-001", 1, "left-bundle", null, DAY))
                .then(assessed("01-001", "pre-implant", "ecg", "biventricular"))
                .then(new FormEvent.AssessmentRecorded(
                        Story.STUDY,
                        id("01-001"),
                        id("01-001").site(),
                        "pre-implant",
                        "kccq-12",
                        DAY,
                        new TreeMap<>(Map.of(
                                "kccq12-1a", ItemValue.of("5"),
                                "kccq12-1b", ItemValue.of("5"),
                                "kccq12-1c", ItemValue.of("6"),
                                "kccq12-7", ItemValue.of("3"))),
                        null))
                .then(corrected("01-001", "qrs-duration", "160", "150"))
                .then(correctedRevealing("01-001", "paced-capture", "biventricular", "left-septal"))
                .then(visited("01-001", "discharge", DAY.plusDays(1), 0))
                .then(visited("01-001", "week-2", DAY.plusDays(24), 6))
                .then(new FormEvent.FormAdded(
                        Story.STUDY, id("01-001"), id("01-001").site(), "week-2", "nyha", Sealed.of("his lead")))
                .then(missed("01-001", "month-3", "no-show"))
                .then(new SubjectEvent.DeviationRecorded(
                        Story.STUDY, id("01-001"), id("01-001").site(), "other", DAY, Sealed.of("another lead")))
                .then(registered("01-002"))
                .then(registered("02-001"))
                .then(consented("02-001"))
                .then(eligible("02-001"))
                .then(randomized("02-001", 2, "BVP"))
                .then(tried("02-001", 1, "left-bundle", null, DAY))
                .then(withdrawn("02-001", "lost-to-follow-up"))
                .then(new RuleEvent.OtherArmTreatmentRecorded(
                        Story.STUDY,
                        id("02-001"),
                        id("02-001").site(),
                        Sealed.of(new OtherArmTreatment(1, "left-bundle", new ArmCode("BVP"))),
                        Sealed.of("no branch took the lead")))
                .then(readRegistered(READ, "01-001", "discharge", "ecg"))
                .then(readRegistered(ASSIGNED, "01-001", "month-3", "ecg"))
                .then(assigned(ASSIGNED, "reader-1"))
                .then(new FormEvent.AssessmentRecorded(
                        Story.STUDY,
                        id("01-001"),
                        id("01-001").site(),
                        "discharge",
                        "ecg",
                        LocalDate.of(2026, 2, 2),
                        new TreeMap<>(Map.of("qrs-duration", new ItemValue("160", "ms"))),
                        Sealed.of(Map.of())))
                .then(new CorrectionEvent.EnteredInError(
                        Story.STUDY,
                        id("01-001"),
                        id("01-001").site(),
                        "discharge",
                        "ecg",
                        null,
                        null,
                        Sealed.of("of the other bed")))
                .then(new CorrectionEvent.FactCorrected(
                        Story.STUDY,
                        id("01-001"),
                        id("01-001").site(),
                        CourseFact.VISIT,
                        "week-2",
                        Map.of("doneOn", DAY.plusDays(24).toString()),
                        Map.of("doneOn", DAY.plusDays(25).toString()),
                        Map.of("week-2", new MovedVisit(new VisitWindow(DAY, DAY.plusDays(14), DAY.plusDays(18)), 7)),
                        "the diary says so"))
                .then(new NoteEvent.NoteAdded(
                        Story.STUDY,
                        id("01-001"),
                        id("01-001").site(),
                        new CasebookNote(
                                CasebookPlace.form("discharge", "ecg"),
                                "while the record could not be reached",
                                new CasebookNote.OnPaper("Nurse M. Lind", LocalDate.of(2026, 2, 3)))));
    }

    private QuerySide.Answer answer(String person, String path) {
        return server.as(person).get(path);
    }

    private JsonNode ask(String person, String path) {
        QuerySide.Answer answer = answer(person, path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> each(JsonNode list, String... members) {
        return list.valueStream()
                .map(one -> String.join(
                        " ",
                        Stream.of(members)
                                .map(member -> one.path(member).asString("-"))
                                .toList()))
                .toList();
    }

    // ---- forms

    @Test
    void aFormSaysHowItIsDefinedWhenItBelongsAndHowItStands() {
        JsonNode form = ask("coordinator@01", "/subjects/01-001/visits/pre-implant/forms/ecg");

        JsonNode qrs = form.get("items")
                .valueStream()
                .filter(item -> item.at("/definition/code").asString().equals("qrs-duration"))
                .findFirst()
                .orElseThrow();
        assertThat(form.at("/assessedOn").asString()).isEqualTo(DAY.toString());
        assertThat(qrs.at("/definition/unit").asString()).isEqualTo("ms");
        assertThat(qrs.at("/value/value").asString()).isEqualTo("150");
        assertThat(each(qrs.get("history"), "because")).containsExactly("-", "typed wrongly");
        assertThat(qrs.at("/history/0/value/value").asString()).isEqualTo("160");
        assertThat(qrs.at("/sealed").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"coordinator@01", "monitor", "statistician", "implanter@01"})
    void whatRevealsTheArmIsNamedAndNotShown(String person) {
        QuerySide.Answer answer = answer(person, "/subjects/01-001/visits/pre-implant/forms/ecg");

        JsonNode capture = answer.json()
                .get("items")
                .valueStream()
                .filter(item -> item.at("/definition/code").asString().equals("paced-capture"))
                .findFirst()
                .orElseThrow();
        assertThat(capture.at("/sealed").booleanValue()).isTrue();
        assertThat(capture.at("/value").isNull()).isTrue();
        assertThat(capture.get("history")).isEmpty();
        assertThat(answer.json().at("/withheld").booleanValue()).isTrue();
    }

    @Test
    void aRecordedFormIsScoredByItsInstrument() {
        JsonNode forms = ask("coordinator@01", "/subjects/01-001/scores").get("forms");

        assertThat(each(forms, "visit", "form", "instrument", "version", "sealed"))
                .containsExactly("pre-implant kccq-12 kccq-12 2012 false");
        assertThat(each(forms.at("/0/scores"), "score", "value"))
                .containsExactly(
                        "physical-limitation 100",
                        "symptom-frequency -",
                        "quality-of-life 50",
                        "social-limitation -",
                        "summary 75");
        assertThat(forms.at("/0/scores/3/there").intValue()).isZero();
        assertThat(forms.at("/0/scores/3/needed").intValue()).isEqualTo(2);
        assertThat(answer("coordinator@02", "/subjects/01-001/scores").status()).isEqualTo(404);
    }

    @Test
    void aFormThatIsNotRecordedHasItsWindow() {
        JsonNode form = ask("coordinator@01", "/subjects/01-001/visits/month-6/forms/echo");

        assertThat(form.at("/window/target").asString())
                .isEqualTo(DAY.plusDays(183).toString());
        assertThat(form.at("/assessedOn").isNull()).isTrue();
        assertThat(form.at("/items/0/history")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/subjects/01-001/visits/month-6/forms/no-form, no-such-path, 404",
        "/subjects/01-001/visits/no-visit/forms/ecg, no-such-path, 404",
        "/subjects/01-001/visits/week-2/forms/echo, no-such-path, 404",
        "/subjects/01-009/visits/month-6/forms/ecg, no-such-subject, 404",
        "/subjects/02-001/visits/month-6/forms/ecg, no-such-subject, 404",
        "/subjects/x/visits/month-6/forms/ecg, malformed-id, 400",
        "/forms/expected?status=late, malformed-parameter, 400",
        "/forms/expected?on=2026-13-01, malformed-parameter, 400",
        "/forms/expected?site=02, no-such-site, 404",
        "/forms/expected?limit=0, malformed-limit, 400",
        "/forms/expected?limit=1&limit=2, malformed-parameter, 400",
        "/deviations?cursor=x, malformed-parameter, 400",
        "/corrections?site=02, no-such-site, 404",
        "/visits/out-of-window?site=x, malformed-id, 400",
        "/tasks?on=tomorrow, malformed-parameter, 400",
        "/record/search?who=x, not-permitted, 403",
    })
    void aWrongQuestionIsAnsweredWithWhatIsWrong(String path, String problem, int status) {
        QuerySide.Answer answer = answer("coordinator@01", path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
    }

    /// Why it was added may tell the arm.
    @Test
    void aFormThatWasAddedIsTheVisitsAndItsReasonIsSealed() {
        assertThat(ask("coordinator@01", "/subjects/01-001/visits/week-2/forms/nyha")
                        .at("/label")
                        .asString())
                .isEqualTo("NYHA class");
        assertThat(answer("coordinator@01", "/subjects/01-001/timeline?limit=1000")
                        .body())
                .contains("FormAdded")
                .doesNotContain("his lead");
        assertThat(each(ask("coordinator@01", "/protocol").get("addableForms"), "code"))
                .contains("nyha", "incision")
                .doesNotContain("device");
    }

    @Test
    void formsAreMissingAfterTheirVisitAndOverdueAfterItsWindow() {
        String before = "/forms/expected?on=" + DAY.plusDays(5);
        String later = "/forms/expected?on=" + DAY.plusDays(30);

        assertThat(each(ask("coordinator@01", before).get("forms"), "subject", "visit", "form", "status"))
                .containsExactly(
                        "01-001 discharge ecg missing",
                        "01-001 week-2 device missing",
                        "01-001 week-2 incision missing",
                        "01-001 week-2 nyha missing");
        assertThat(each(ask("coordinator@01", later).get("forms"), "subject", "visit", "form", "status"))
                .containsExactly(
                        "01-001 discharge ecg overdue",
                        "01-001 week-2 device overdue",
                        "01-001 week-2 incision overdue",
                        "01-001 week-2 nyha overdue");
        assertThat(ask("coordinator@01", later).at("/counts/overdue").intValue())
                .isEqualTo(4);
        assertThat(ask("coordinator@01", later + "&status=missing").get("forms"))
                .isEmpty();
    }

    @Test
    void ofAMissedVisitNothingIsExpectedNorOfOneAfterTheWithdrawal() {
        JsonNode forms =
                ask("monitor", "/forms/expected?on=" + DAY.plusDays(120)).get("forms");

        assertThat(each(forms, "subject", "visit")).noneMatch(form -> form.contains("month-3"));
        assertThat(each(forms, "subject")).doesNotContain("02-001");
        assertThat(each(
                        ask("monitor", "/forms/expected?on=" + DAY.plusDays(190))
                                .get("forms"),
                        "visit",
                        "form",
                        "status"))
                .contains("month-6 echo due");
    }

    @Test
    void aListIsAnsweredPageByPage() {
        QuerySide.Answer first = answer("monitor", "/forms/expected?limit=2&on=" + DAY.plusDays(30));
        String link = first.header("link");

        QuerySide.Answer second =
                server.as("monitor").at(link.substring(link.indexOf('<') + 1, link.indexOf('>')), java.util.Map.of());

        assertThat(each(first.json().get("forms"), "visit", "form")).containsExactly("discharge ecg", "week-2 device");
        assertThat(each(second.json().get("forms"), "visit", "form")).containsExactly("week-2 incision", "week-2 nyha");
        assertThat(second.header("link")).isEmpty();
        assertThat(second.position()).isEqualTo(first.position());
    }

    // ---- visits, deviations, corrections

    @Test
    void visitsOutsideTheirWindowAndMissedOnesAreListed() {
        JsonNode visits = ask("coordinator@01", "/visits/out-of-window").get("visits");

        assertThat(each(visits, "subject", "visit", "reason"))
                .containsExactly("01-001 month-3 no-show", "01-001 week-2 -");
        assertThat(visits.at("/1/daysOutside").intValue()).isEqualTo(7);
        assertThat(visits.at("/1/doneOn").asString()).isEqualTo(DAY.plusDays(25).toString());
    }

    @Test
    void deviationsAndCorrectionsAreListedWithoutWhatIsSealed() {
        QuerySide.Answer deviations = answer("monitor", "/deviations");
        QuerySide.Answer corrections = answer("monitor", "/corrections?limit=1");

        assertThat(deviations.json().at("/total").intValue()).isEqualTo(1);
        assertThat(deviations.json().at("/events/0/event/fields/deviation").asString())
                .isEqualTo("other");
        assertThat(deviations.json().at("/events/0/event/fields/note/sealed").booleanValue())
                .isTrue();
        assertThat(deviations.body()).doesNotContain("another lead");
        assertThat(corrections.json().at("/total").intValue()).isEqualTo(4);
        assertThat(corrections.json().get("events")).hasSize(1);
        assertThat(corrections.header("link")).contains("cursor=1");
        assertThat(ask("monitor", "/corrections?cursor=1")
                        .at("/events/0/event/fields/revealing/sealed")
                        .booleanValue())
                .isTrue();
        assertThat(ask("monitor", "/corrections?cursor=3")
                        .at("/events/0/event/fields/to/doneOn")
                        .asString())
                .isEqualTo(DAY.plusDays(25).toString());
    }

    @Test
    void whatIsRecordedLongAfterItsDayIsListedBySite() {
        JsonNode all = ask("monitor", "/late-entries").get("entries");
        JsonNode own = ask("coordinator@01", "/late-entries").get("entries");

        assertThat(each(all, "subject", "on", "days")).containsExactly("01-001 2026-02-02 28", "01-001 2026-02-03 27");
        assertThat(each(own, "subject", "on", "days")).containsExactly("01-001 2026-02-02 28", "01-001 2026-02-03 27");
        assertThat(own.at("/1/event/fields/note/onPaper/by").asString()).isEqualTo("Nurse M. Lind");
        assertThat(own.at("/0/event").has("position")).isFalse();
        assertThat(ask("coordinator@02", "/late-entries").get("entries")).isEmpty();
        assertThat(ask("monitor", "/late-entries?days=29").get("entries")).isEmpty();
        assertThat(ask("monitor", "/late-entries?cursor=100000").get("entries")).isEmpty();
        assertThat(answer("monitor", "/late-entries?days=0").problem()).isEqualTo("malformed-parameter");
    }

    @Test
    void aSiteIsToldItsOwnByOrdinals() {
        JsonNode own = ask("coordinator@01", "/deviations").get("events");

        assertThat(own).hasSize(1);
        assertThat(own.at("/0/event/ordinal").isNumber()).isTrue();
        assertThat(own.at("/0/event").has("position")).isFalse();
        assertThat(ask("coordinator@02", "/deviations").get("events")).isEmpty();
        assertThat(ask("coordinator@02", "/corrections").at("/total").intValue())
                .isZero();
    }

    // ---- tasks

    @Test
    void siteStaffHaveWhatClosesSoonestFirst() {
        LocalDate day = DAY.plusDays(170);
        JsonNode tasks = ask("coordinator@01", "/tasks?on=" + day);

        assertThat(each(tasks.get("tasks"), "kind", "subject", "visit", "form"))
                .containsExactly(
                        "form 01-001 discharge ecg",
                        "form 01-001 week-2 device",
                        "form 01-001 week-2 incision",
                        "form 01-001 week-2 nyha",
                        "visit 01-001 month-6 -",
                        "consent 01-002 - -");
        assertThat(tasks.at("/tasks/0/daysLate").intValue()).isEqualTo(163);
        assertThat(tasks.at("/tasks/4/closes").asString())
                .isEqualTo(DAY.plusDays(213).toString());
        assertThat(tasks.at("/counts/form").intValue()).isEqualTo(4);
        assertThat(ask("coordinator@02", "/tasks?on=" + day).get("tasks")).isEmpty();
    }

    @Test
    void readersHaveTheirReadsAndDataManagersThoseThatNobodyHas() {
        assertThat(each(ask("reader-1", "/tasks").get("tasks"), "kind", "read", "subject", "visit"))
                .containsExactly("read " + ASSIGNED + " - -");
        assertThat(ask("reader-2", "/tasks").get("tasks")).isEmpty();
        assertThat(each(ask("data-manager", "/tasks").get("tasks"), "kind", "read"))
                .containsExactly("assignment " + READ);
    }

    // ---- search

    @ParameterizedTest
    @CsvSource({
        "subject=02-001, SubjectRegistered ConsentSigned EligibilityConfirmed SubjectRandomized ImplantAttempted SubjectWithdrawn",
        "what=VisitMissed, VisitMissed",
        "form=ecg, AssessmentRecorded ValueCorrected ValueCorrected AssessmentRecorded EnteredInError",
        "form=ecg&item=qrs-duration, AssessmentRecorded ValueCorrected AssessmentRecorded",
        "item=paced-capture, ''",
        "form=echo, ''",
        "subject=01-001&what=VisitDone, VisitDone VisitDone",
        "subject=01-001&what=VisitDone&who=nobody, ''",
        "who=nobody, ''",
        "since=2000-01-01T00:00:00Z&until=2000-01-02T00:00:00Z, ''",
        "what=NoSuchThing, ''",
    })
    void theRecordIsSearched(String query, String found) {
        JsonNode events = ask("monitor", "/record/search?" + query).get("events");

        assertThat(String.join(" ", each(events, "type")).replace("trialbook.", ""))
                .isEqualTo(found);
    }

    @Test
    void aPeriodHoldsWhatWasRecordedFromItsFirstInstantToItsLast() {
        JsonNode visit = ask("monitor", "/record/search?what=VisitMissed").at("/events/0");
        String at = visit.get("recordedAt").asString();

        JsonNode found =
                ask("monitor", "/record/search?since=" + at + "&until=" + at).get("events");

        assertThat(each(found, "type", "position"))
                .containsExactly(
                        "trialbook.VisitMissed " + visit.get("position").asString());
    }

    @Test
    void aSearchFindsNothingThatIsWithheld() {
        assertThat(ask("monitor", "/record/search?what=CrossoverRequested").get("events"))
                .isEmpty();
    }

    @Test
    void aSearchGoesOnWhereItsPageEnded() {
        QuerySide.Answer first = answer("inspector", "/record/search?subject=01-001&limit=2");

        assertThat(first.json().get("events")).hasSize(2);
        assertThat(first.header("link"))
                .contains(
                        "subject=01-001&",
                        "&from=" + first.json().at("/lookedAt").asString());
    }

    // ---- what is by arm

    @Test
    void anotherArmsTreatmentIsFoundAndSaysWhetherItWasRecorded() {
        JsonNode all = ask("statistician", "/unblinded/deviations/found");

        assertThat(each(all.get("deviations"), "subject", "attempt", "lead", "arm", "recorded"))
                .containsExactly("02-001 1 left-bundle BVP true");
        assertThat(all.get("unrecorded").intValue()).isZero();
        assertThat(ask("investigator@02", "/unblinded/deviations/found").get("deviations"))
                .hasSize(1);
        assertThat(ask("investigator@01", "/unblinded/deviations/found").get("deviations"))
                .isEmpty();
        assertThat(answer("coordinator@02", "/unblinded/deviations/found").status())
                .isEqualTo(403);
        assertThat(ask("monitor", "/record/search?what=OtherArmTreatmentRecorded")
                        .get("events"))
                .isEmpty();
    }

    @Test
    void theFlowByArmSaysWhoReceivedWhatAndWhoLeft() {
        JsonNode arms = ask("statistician", "/unblinded/flow").get("arms");

        assertThat(arms.at("/CSP/allocated").intValue()).isEqualTo(1);
        assertThat(arms.at("/CSP/received").intValue()).isEqualTo(1);
        assertThat(arms.at("/CSP/visitsMissed/month-3").intValue()).isEqualTo(1);
        assertThat(arms.at("/BVP/received").intValue()).isZero();
        assertThat(arms.at("/BVP/receivedOther").intValue()).isEqualTo(1);
        assertThat(arms.at("/BVP/withdrawn/lost-to-follow-up").intValue()).isEqualTo(1);
        assertThat(answer("monitor", "/unblinded/flow").status()).isEqualTo(403);
        assertThat(answer("implanter@01", "/unblinded/flow").status()).isEqualTo(403);
    }
}
