package org.trialbook.view.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.*;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ActRefusedVersion1;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;
import org.trialbook.view.projection.Story;

class WhatTheBlindedMayKnowTest {

    @Test
    void thatALeadWasTriedAgainIsWithheld() {
        assertThat(BlindingPolicy.toBlinded(tried("01-001", 1, "his", null))).isTrue();
        assertThat(BlindingPolicy.toBlinded(tried("01-001", 2, "his", null))).isFalse();
    }

    @Test
    void thatACrossoverWasAskedForOrDecidedIsWithheld() {
        assertThat(BlindingPolicy.toBlinded(asked("01-001", 1, "CSP", "BVP", "x")))
                .isFalse();
        assertThat(BlindingPolicy.toBlinded(approved("01-001", 1))).isFalse();
        assertThat(BlindingPolicy.toBlinded(denied("01-001", 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"request-crossover", "approve-crossover", "record-implant-attempt", "an-act-of-next-year"})
    void aRefusalThatNobodyClassifiedIsWithheld(String act) {
        assertThat(BlindingPolicy.toBlinded(refused(act, "01-001", "CSP"))).isFalse();
    }

    @Test
    void thatSomebodyBlindedTriedToOpenWhatIsSealedMayBeKnown() {
        assertThat(BlindingPolicy.toBlinded(refusedFor("correct-value", "form-reveals-the-arm")))
                .isTrue();
        assertThat(BlindingPolicy.toBlinded(refusedFor("record-assessment", "form-reveals-the-arm")))
                .isTrue();
        assertThat(BlindingPolicy.toBlinded(refusedFor("publish-protocol", "opens-what-was-sealed")))
                .isTrue();
        assertThat(BlindingPolicy.toBlinded(refusedFor("correct-value", "value-differs")))
                .isFalse();
    }

    /// That somebody was refused for want of a successful attempt says how the attempts went.
    @ParameterizedTest
    @ValueSource(strings = {"randomize", "confirm-eligibility"})
    void thatNoAttemptSucceededIsWithheldWhateverTheAct(String act) {
        assertThat(BlindingPolicy.toBlinded(refusedFor(act, "no-successful-attempt")))
                .isFalse();
        assertThat(BlindingPolicy.toBlinded(refusedFor(act, "waits-for-what-is-sealed")))
                .isTrue();
    }

    private static ActRefused refusedFor(String act, String refusal) {
        return new ActRefused(
                Story.STUDY,
                act,
                new SubjectId("01-001"),
                refusal,
                "A rule.",
                Map.of(),
                Sealed.of(Map.of()),
                ActRefusedVersion1.shownToBlinded(act, refusal));
    }

    @Test
    void siteStaffSeeTheirOwnSiteOnly() {
        SiteId own = new SiteId("01");

        assertThat(registered("01-001").toSite(own)).isTrue();
        assertThat(registered("02-001").toSite(own)).isFalse();
        assertThat(opened("02").toSite(own)).isFalse();
        assertThat(refused("randomize", "02-001", "CSP").toSite(own)).isFalse();
        assertThat(refused("randomize", null, "CSP").toSite(own)).isFalse();
        assertThat(assigned("R-00000001", "reader-1").toSite(own)).isFalse();
    }
}
