package org.trialbook.view.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;
import static org.trialbook.view.projection.Acts.*;
import static org.trialbook.view.sites.SiteProjection.SITES;

import org.junit.jupiter.api.Test;
import org.trialbook.view.projection.Story;
import org.trialbook.view.readresults.ReadCounts;

class SiteCountsTest {

    private static SiteRow row(Story story, String site) {
        return SiteRow.of(
                SITES.initial(site),
                story.views(SUBJECTS).values().stream()
                        .filter(subject -> site.equals(subject.site()))
                        .toList(),
                ReadCounts.OfSite.NONE);
    }

    @Test
    void eachSiteCountsItsOwnSubjects() {
        Story story = new Story()
                .then(opened("01"))
                .then(opened("02"))
                .then(registered("01-001"))
                .then(consented("01-001"))
                .then(eligible("01-001"))
                .then(randomized("01-001", 1, "CSP"))
                .then(registered("02-001"));

        assertThat(row(story, "01").randomized()).isEqualTo(1);
        assertThat(row(story, "01").registered()).isEqualTo(1);
        assertThat(row(story, "02").registered()).isEqualTo(1);
        assertThat(row(story, "02").randomized()).isZero();
    }

    @Test
    void consentingAnewToALaterVersionCountsOnce() {
        Story story =
                new Story().then(registered("01-001")).then(consented("01-001")).then(consented("01-001"));

        assertThat(row(story, "01").consented()).isEqualTo(1);
    }

    @Test
    void whoConsentsAfterBeingFoundEligibleHasConsented() {
        Story story =
                new Story().then(registered("01-001")).then(eligible("01-001")).then(consented("01-001"));

        assertThat(row(story, "01").consented()).isEqualTo(1);
        assertThat(row(story, "01").eligible()).isEqualTo(1);
    }

    @Test
    void aVisitMissedAndThenDoneIsDone() {
        Story story = new Story()
                .then(registered("01-001"))
                .then(missed("01-001", "week-2", "no-show"))
                .then(visited("01-001", "week-2", DAY, 0));

        assertThat(row(story, "01").visitsDone()).isEqualTo(1);
        assertThat(row(story, "01").visitsMissed()).isZero();
    }

    @Test
    void whoMeetsTheCriteriaLaterIsNoScreeningFailure() {
        Story story = new Story()
                .then(registered("01-001"))
                .then(notEligible("01-001", "adult"))
                .then(eligible("01-001"));

        assertThat(row(story, "01").notEligible()).isZero();
        assertThat(row(story, "01").eligible()).isEqualTo(1);
    }

    @Test
    void attemptsAndCrossoversLeaveNoTrace() {
        Story quiet = new Story().then(registered("01-001")).then(randomized("01-001", 1, "BVP"));
        Story busy = new Story()
                .then(registered("01-001"))
                .then(randomized("01-001", 1, "BVP"))
                .then(tried("01-001", 1, "coronary-sinus", "phrenic-capture"))
                .then(tried("01-001", 2, "coronary-sinus", "phrenic-capture"))
                .then(asked("01-001", 1, "BVP", "CSP", "phrenic-capture"))
                .then(approved("01-001", 1));

        assertThat(row(busy, "01")).isEqualTo(row(quiet, "01"));
    }
}
