package org.trialbook.trial.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.Scenario.given;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.VisitWindow;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DaysAreTheSitesTest;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.act.Outcome;

class MissingAVisitTest implements ActExamples {

    private static final LocalDate CLOSES = IMPLANTED.plusDays(112);
    private static final VisitWindow MONTH_3 = new VisitWindow(IMPLANTED.plusDays(70), IMPLANTED.plusDays(91), CLOSES);

    @Test
    void aVisitIsMissedOnTheDayAfterItsWindow() {
        given(implanted())
                .when(miss("month-3", "no-show", CLOSES.plusDays(1)))
                .thenRecorded(new VisitMissed(STUDY, SUBJECT, SITE, "month-3", "no-show", MONTH_3));
    }

    @Test
    void aVisitIsNotMissedOnTheLastDayOfItsWindow() {
        given(implanted())
                .when(miss("month-3", "no-show", CLOSES))
                .thenRefused("visit-window-still-open", Map.of("visit", "month-3", "closes", CLOSES.toString()));
    }

    @Test
    void aVisitWithoutAWindowMayBeMissedAtAnyTime() {
        given(consented())
                .when(miss("pre-implant", "declined", TODAY))
                .thenRecorded(new VisitMissed(STUDY, SUBJECT, SITE, "pre-implant", "declined", null));
    }

    @Test
    void aVisitWhoseAnchorHasNotHappenedIsNotMissed() {
        given(consented())
                .when(miss("month-3", "no-show", TODAY))
                .thenRefused("visit-has-no-anchor-yet", Map.of("visit", "month-3", "anchor", "implant"));
    }

    @Test
    void aVisitThatWasDoneIsNotMissed() {
        given(implanted(), new VisitDone(STUDY, SUBJECT, SITE, "month-3", CLOSES, MONTH_3, 0))
                .when(miss("month-3", "no-show", TODAY))
                .thenRefused("already-recorded", Map.of("recorded", "visit month-3 is done"));
    }

    @Test
    void aVisitIsMissedOnce() {
        given(implanted(), new VisitMissed(STUDY, SUBJECT, SITE, "month-3", "no-show", MONTH_3))
                .when(miss("month-3", "declined", TODAY))
                .thenRefused("already-recorded", Map.of("recorded", "visit month-3 is missed"));
    }

    @Test
    void theReasonIsOneOfTheProtocols() {
        given(implanted())
                .when(miss("month-3", "bad-weather", TODAY))
                .thenRefused(
                        "unknown-code",
                        Map.of(
                                "kind",
                                "missed-visit reason",
                                "code",
                                "bad-weather",
                                "known",
                                "no-show, not-reachable, too-ill, in-hospital, declined, site-closed, other"));
    }

    @Test
    void theVisitIsOneOfTheProtocols() {
        given(implanted())
                .when(miss("month-12", "no-show", TODAY))
                .thenRefused(
                        "unknown-code",
                        Map.of(
                                "kind",
                                "visit",
                                "code",
                                "month-12",
                                "known",
                                "pre-implant, implant, discharge, week-2, month-3, month-6"));
    }

    private static Asked<?, ?> miss(String visit, String reason, LocalDate on) {
        return ask(MissVisit.class, by(COORDINATOR, on), SUBJECT, new MissVisit.Body(visit, reason));
    }

    /// The window closes with the site's day: no hour earlier for a moment that came in another offset.
    @Test
    void aVisitIsMissedOnTheSitesDayAfterItsWindow() {
        for (ZoneId zone : DaysAreTheSitesTest.SITES) {
            Instant midnight = CLOSES.plusDays(1).atStartOfDay(zone).toInstant();
            for (ZoneOffset offset : DaysAreTheSitesTest.OFFSETS) {
                Function<Instant, Outcome> at = moment -> given(DaysAreTheSitesTest.at(zone, implanted()))
                        .when(ask(
                                MissVisit.class,
                                HotCrt.context(COORDINATOR, HotCrt.NOW, moment.atZone(offset)),
                                SUBJECT,
                                new MissVisit.Body("month-3", "no-show")))
                        .outcome();
                assertThat(at.apply(midnight)).as("%s of %s", offset, zone).isInstanceOf(Outcome.Recorded.class);
                assertThat(at.apply(midnight.minusMillis(1)))
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.refusal().name()).isEqualTo("visit-window-still-open"));
            }
        }
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        MissVisit.Body body = new MissVisit.Body("month-3", "no-show");
        return List.of(example(MissVisit.class, by(COORDINATOR), SUBJECT, body, implanted())
                .on(trial -> trial.implanted("01"))
                .wrong("visit", "month-99", 422, "unknown-code")
                .wrong("reason", "bad-weather", 422, "unknown-code")
                .refused(
                        "already-recorded",
                        implanted(),
                        new VisitMissed(STUDY, SUBJECT, SITE, "month-3", "no-show", null))
                .refused("visit-window-still-open", by(COORDINATOR, IMPLANTED.plusDays(91)), body, implanted())
                .refused(
                        "visit-took-place",
                        implanted(),
                        new AssessmentRecorded(
                                STUDY,
                                SUBJECT,
                                SITE,
                                "month-3",
                                "nyha",
                                IMPLANTED.plusDays(91),
                                Map.of("nyha-class", ItemValue.of("II")),
                                null))
                .refused(
                        "visit-is-unscheduled",
                        by(COORDINATOR),
                        new MissVisit.Body("extra.1", "no-show"),
                        NumberedVisitsTest.inCycles())
                .refused(
                        "visits-have-ended",
                        by(COORDINATOR),
                        new MissVisit.Body("cycle.4", "no-show"),
                        NumberedVisitsTest.inCycles(),
                        NumberedVisitsTest.treatmentStopped("extra.1", IMPLANTED)));
    }
}
