package org.trialbook.view.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.*;
import static org.trialbook.view.sites.SiteProjection.SITES;

import org.junit.jupiter.api.Test;
import org.trialbook.view.overview.Stage;
import org.trialbook.view.projection.Story;

class SiteCountsTest {

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

        SiteView first = story.view(SITES, "01");
        SiteView second = story.view(SITES, "02");

        assertThat(first.counts().of("randomized")).isEqualTo(1);
        assertThat(first.subjects()).containsEntry("01-001", Stage.RANDOMIZED);
        assertThat(second.counts().of("registered")).isEqualTo(1);
        assertThat(second.counts().of("randomized")).isZero();
    }

    @Test
    void consentingAnewToALaterVersionCountsOnce() {
        Story story =
                new Story().then(registered("01-001")).then(consented("01-001")).then(consented("01-001"));

        assertThat(story.view(SITES, "01").counts().of("consented")).isEqualTo(1);
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

        assertThat(busy.view(SITES, "01")).isEqualTo(quiet.view(SITES, "01"));
    }
}
