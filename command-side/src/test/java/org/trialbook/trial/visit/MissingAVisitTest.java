package org.trialbook.trial.visit;

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

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.VisitWindow;
import org.trialbook.trial.Asked;

class MissingAVisitTest {

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
}
