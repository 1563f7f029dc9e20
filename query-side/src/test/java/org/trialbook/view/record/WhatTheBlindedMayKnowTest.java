package org.trialbook.view.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.SiteId;

class WhatTheBlindedMayKnowTest {

    @Test
    void thatALeadWasTriedAgainIsWithheld() {
        assertThat(Disclosure.toBlinded(tried("01-001", 1, "his", null))).isTrue();
        assertThat(Disclosure.toBlinded(tried("01-001", 2, "his", null))).isFalse();
    }

    @Test
    void thatACrossoverWasAskedForOrDecidedIsWithheld() {
        assertThat(Disclosure.toBlinded(asked("01-001", 1, "CSP", "BVP", "x"))).isFalse();
        assertThat(Disclosure.toBlinded(approved("01-001", 1))).isFalse();
        assertThat(Disclosure.toBlinded(denied("01-001", 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"request-crossover", "approve-crossover", "record-implant-attempt", "an-act-of-next-year"})
    void aRefusalThatNobodyClassifiedIsWithheld(String act) {
        assertThat(Disclosure.toBlinded(refused(act, "01-001", "CSP"))).isFalse();
    }

    @Test
    void siteStaffSeeTheirOwnSiteOnly() {
        SiteId own = new SiteId("01");

        assertThat(Disclosure.toSite(registered("01-001"), own)).isTrue();
        assertThat(Disclosure.toSite(registered("02-001"), own)).isFalse();
        assertThat(Disclosure.toSite(opened("02"), own)).isFalse();
        assertThat(Disclosure.toSite(refused("randomize", "02-001", "CSP"), own))
                .isFalse();
        assertThat(Disclosure.toSite(refused("randomize", null, "CSP"), own)).isFalse();
        assertThat(Disclosure.toSite(assigned("R-00000001", "reader-1"), own)).isFalse();
    }
}
