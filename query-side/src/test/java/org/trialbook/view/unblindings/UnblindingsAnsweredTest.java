package org.trialbook.view.unblindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.http.QuerySide;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// What a process without a key tells of broken blinds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnblindingsAnsweredTest {

    private static final EventLine.Actor INVESTIGATOR =
            new EventLine.Actor("investigator@01", "Ines", "investigator", "01");
    private static final EventLine.Actor SPONSOR = new EventLine.Actor("sponsor", "Sven", "sponsor", null);
    private static final EventLine.Actor BOARD = new EventLine.Actor("safety-board", "Saga", "safety-board", null);

    private QuerySide server;
    private long beforeTheEnd;

    private static TrialEvent unblinded(String subject, int number, String kind, LocalDate on) {
        return new SubjectEvent.SubjectUnblinded(
                Story.STUDY,
                new SubjectId(subject),
                new SubjectId(subject).site(),
                number,
                kind,
                "other",
                "Dr. Noether, intensive care",
                kind.equals("code-break") ? 1 : null,
                on,
                Sealed.of("the CSP lead"));
    }

    @BeforeAll
    void start() {
        server = QuerySide.blinded();
        server.story()
                .published()
                .then(opened("01"))
                .then(opened("02"))
                .then(registered("01-001"))
                .then(randomized("01-001", 1, "CSP"))
                .then(registered("02-001"))
                .then(randomized("02-001", 2, "BVP"))
                .then(readRegistered("R-00000001", "01-001", "month-3", "ecg"))
                .then(readRegistered("R-00000002", "01-001", "month-6", "ecg"))
                .then(readRegistered("R-00000003", "02-001", "month-6", "ecg"))
                .then(submitted("R-00000001", "reader-1", "118", "CSP"))
                .then(new StudyEvent.EnvelopesIssued(
                        Story.STUDY, new SiteId("01"), 1, List.of(new SubjectId("01-001"))))
                .then(unblinded("01-001", 1, "emergency", LocalDate.of(2026, 3, 3)), INVESTIGATOR)
                .then(
                        new SubjectEvent.UnblindingAssessed(
                                Story.STUDY, new SubjectId("01-001"), new SiteId("01"), 1, "no-impact", Sealed.of("")),
                        INVESTIGATOR)
                .then(unblinded("01-001", 2, "code-break", LocalDate.of(2026, 3, 2)), INVESTIGATOR)
                .then(unblinded("02-001", 1, "inadvertent", LocalDate.of(2026, 3, 4)), BOARD)
                .then(submitted("R-00000002", "reader-1", "118", "CSP"))
                .then(new ReadingEvent.FurtherReadRegistered(
                        Story.STUDY, new ReadCode("R-00000004"), new ReadCode("R-00000002"), "ecg", "second"))
                .then(submitted("R-00000004", "reader-2", "118", "CSP"));
        server.recorded();
        beforeTheEnd = server.log().size();
        server.story()
                .then(new StudyEvent.StudyLocked(Story.STUDY, "the last visit is done"), SPONSOR)
                .then(new StudyEvent.UnblindingApproved(Story.STUDY, "sponsor", "sponsor"), SPONSOR)
                .then(new StudyEvent.UnblindingApproved(Story.STUDY, "safety-board", "safety-board"), BOARD)
                .then(new StudyEvent.StudyUnblinded(Story.STUDY, List.of("sponsor", "safety-board"), 2), BOARD)
                .then(
                        new StudyEvent.AllocationDisclosed(
                                Story.STUDY, Map.of("01-001", new ArmCode("CSP"), "02-001", new ArmCode("BVP"))),
                        BOARD);
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonNode ask(String person, String more) {
        QuerySide.Answer answer = server.as(person).get("/unblindings" + more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void theSponsorHearsOfEachWithoutTheArm() {
        JsonNode answer = ask("sponsor", "?asOf=" + beforeTheEnd);

        assertThat(answer.toString()).doesNotContain("CSP").doesNotContain("BVP");
        assertThat(answer.get("unblindings")).hasSize(3);
        JsonNode first = answer.at("/unblindings/0");
        assertThat(first.get("subject").asString()).isEqualTo("01-001");
        assertThat(first.get("kind").asString()).isEqualTo("emergency");
        assertThat(first.get("recipient").asString()).isEqualTo("Dr. Noether, intensive care");
        assertThat(first.get("on").asString()).isEqualTo("2026-03-03");
        assertThat(first.get("recordedBy").asString()).isEqualTo("investigator@01");
        assertThat(first.get("due").asBoolean()).isFalse();
        assertThat(first.at("/assessment/impact").asString()).isEqualTo("no-impact");
        JsonNode second = answer.at("/unblindings/1");
        assertThat(second.get("envelope").asInt()).isEqualTo(1);
        assertThat(second.get("due").asBoolean()).isTrue();
        assertThat(answer.at("/blind/locked").isNull()).isTrue();
        assertThat(answer.get("disclosed")).isEmpty();
    }

    /// The story's day is 2026-03-02, on which the envelope was opened: whatever was submitted on it or after is
    /// flagged.
    @Test
    void readsSubmittedSinceAreCountedThoseUnderAnotherCodeToo() {
        JsonNode answer = ask("data-manager", "");
        assertThat(answer.at("/unblindings/0/laterReads").asInt()).isEqualTo(3);
        assertThat(answer.at("/unblindings/2/laterReads").asInt()).isZero();
        assertThat(ask("investigator@01", "").at("/unblindings/0/laterReads").isNull())
                .isTrue();
    }

    @Test
    void siteStaffHearOfTheirOwnSite() {
        JsonNode answer = ask("coordinator@02", "");
        assertThat(answer.get("unblindings")).hasSize(1);
        assertThat(answer.at("/unblindings/0/subject").asString()).isEqualTo("02-001");
        assertThat(answer.at("/blind/envelopes")).isEmpty();
        assertThat(answer.get("disclosed").propertyNames()).containsExactly("02-001");
        assertThat(ask("coordinator@01", "").at("/blind/envelopes/0/subjects").asInt())
                .isEqualTo(1);
    }

    @Test
    void afterThePlannedUnblindingEverybodyMayKnow() {
        JsonNode answer = ask("sponsor", "");
        assertThat(answer.at("/blind/locked/reason").asString()).isEqualTo("the last visit is done");
        assertThat(answer.at("/blind/approvals")).hasSize(2);
        assertThat(answer.at("/blind/unblinded/subjects").asInt()).isEqualTo(2);
        assertThat(answer.get("disclosed").toString()).isEqualTo("{\"01-001\":\"CSP\",\"02-001\":\"BVP\"}");
    }

    @Test
    void theListHasPagesOfOneMoment() {
        QuerySide.Answer page = server.as("sponsor").get("/unblindings?limit=2");
        assertThat(page.json().get("unblindings")).hasSize(2);
        String next = page.header("link");
        QuerySide.Answer last = server.as("sponsor").at(next.substring(1, next.indexOf('>')), Map.of());
        assertThat(last.json().get("unblindings")).hasSize(1);
        assertThat(last.header("link")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader-1", "administrator"})
    void whoNeedNotHearOfItDoesNot(String person) {
        QuerySide.Answer answer = server.as(person).get("/unblindings");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("not-permitted");
    }
}
