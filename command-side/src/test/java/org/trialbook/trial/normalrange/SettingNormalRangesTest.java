package org.trialbook.trial.normalrange;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.under;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.event.NormalRangeSet;
import org.trialbook.event.NormalRangeSet.RangeGroup;
import org.trialbook.event.SiteId;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;

/// What a site's laboratory calls normal is said from a day on; nothing that was said is changed.
class SettingNormalRangesTest implements ActExamples {
    private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);
    private static final LocalDate MAY = LocalDate.of(2026, 5, 4);
    private static final AtomicInteger LIMITS = new AtomicInteger();
    private static final String UNITS = HotCrt.YAML.replace(
            "normal-range: {from: 60, to: 100}", "normal-range: by-site, alternative-units: [{unit: /s, factor: 60}]");

    private static SetNormalRange.Body body(
            String item,
            @Nullable String sex,
            @Nullable Integer ageFrom,
            @Nullable String from,
            @Nullable String to,
            @Nullable String unit,
            LocalDate validFrom,
            @Nullable String because) {
        return new SetNormalRange.Body(
                "ecg", item, sex, ageFrom, null, from, to, unit, "Central laboratory", validFrom, because);
    }

    private static SetNormalRange.Body body(
            @Nullable String from, @Nullable String to, LocalDate validFrom, @Nullable String because) {
        return body("heart-rate", null, null, from, to, "/min", validFrom, because);
    }

    private static Asked<SiteId, SetNormalRange.Body> set(SetNormalRange.Body body) {
        return ask(SetNormalRange.class, by(COORDINATOR), SITE, body);
    }

    private static NormalRangeSet said(
            @Nullable String from, @Nullable String to, LocalDate validFrom, @Nullable String because) {
        return said(RangeGroup.EVERYBODY, from, to, "/min", validFrom, because);
    }

    private static NormalRangeSet said(
            RangeGroup group,
            @Nullable String from,
            @Nullable String to,
            String unit,
            LocalDate validFrom,
            @Nullable String because) {
        return new NormalRangeSet(
                STUDY, SITE, "ecg", "heart-rate", group, from, to, unit, "Central laboratory", validFrom, because);
    }

    @Test
    void itHoldsFromADayOnAndMayLackALimit() {
        given(openSite()).when(set(body("55", "95", APRIL, null))).thenRecorded(said("55", "95", APRIL, null));
        given(openSite()).when(set(body(null, "95", APRIL, null))).thenRecorded(said(null, "95", APRIL, null));
        given(openSite(), said("55", "95", APRIL, null))
                .when(set(body("50", "95", MAY, null)))
                .thenRecorded(said("50", "95", MAY, null));
    }

    @Test
    void whatIsSaidOfDaysForWhichOneWasSaidSaysWhy() {
        for (LocalDate day : List.of(APRIL, MAY)) {
            given(openSite(), said("55", "95", MAY, null))
                    .when(set(body("50", "95", day, null)))
                    .thenRefused("normal-range-correction-says-why", Map.of("validFrom", day.toString()));
            given(openSite(), said("55", "95", MAY, null))
                    .when(set(body("50", "95", day, "entered-wrongly")))
                    .thenRecorded(said("50", "95", day, "entered-wrongly"));
        }
    }

    /// Of women one is said beside that of everybody: it corrects nothing.
    @Test
    void whatIsSaidOfOthersIsNotCorrected() {
        given(openSite(), said("55", "95", MAY, null))
                .when(set(body("heart-rate", "female", 18, "50", "90", "/min", APRIL, null)))
                .thenRecorded(said(new RangeGroup("female", 18, null), "50", "90", "/min", APRIL, null));
    }

    @Test
    void whatHoldsIsNotSaidAgainAndEndsOnce() {
        given(openSite(), said("55", "95", APRIL, null))
                .when(set(body("55.0", "95", MAY, null)))
                .thenRefused(
                        "normal-range-said-before",
                        Map.of("form", "ecg", "item", "heart-rate", "validFrom", "2026-04-01"));
        given(openSite())
                .when(set(body(null, null, MAY, null)))
                .thenRefused(
                        "normal-range-said-before",
                        Map.of("form", "ecg", "item", "heart-rate", "validFrom", "2026-05-04"));
        given(openSite(), said("55", "95", APRIL, null))
                .when(set(body(null, null, MAY, null)))
                .thenRecorded(said(null, null, MAY, null));
        given(openSite(), said("55", "95", APRIL, null), said(null, null, MAY, null))
                .when(set(body(null, null, MAY.plusDays(1), null)))
                .thenRefused(
                        "normal-range-said-before",
                        Map.of("form", "ecg", "item", "heart-rate", "validFrom", "2026-05-04"));
    }

    @Test
    void itReachesFromTheLowerToTheUpper() {
        given(openSite())
                .when(set(body("95.5", "95", APRIL, null)))
                .thenRefused(
                        "normal-range-is-none", Map.of("from", "95.5", "to", "95", "ageFrom", "0", "ageTo", "120"));
        given(openSite())
                .when(set(body("heart-rate", null, 121, "55", "95", "/min", APRIL, null)))
                .thenRefused(
                        "normal-range-is-none", Map.of("from", "55", "to", "95", "ageFrom", "121", "ageTo", "120"));
    }

    @Test
    void itIsInAUnitInWhichTheItemIsAnswered() {
        given(under(UNITS, openSite()))
                .when(set(body("heart-rate", null, null, "1", "1.6", "/s", APRIL, null)))
                .thenRecorded(said(RangeGroup.EVERYBODY, "1", "1.6", "/s", APRIL, null));
        given(openSite())
                .when(set(body("heart-rate", null, null, "1", "1.6", "/s", APRIL, null)))
                .thenRefused("normal-range-in-another-unit", Map.of("unit", "/s", "item", "/min"));
        given(openSite())
                .when(set(body("heart-rate", null, null, "1", "1.6", null, APRIL, null)))
                .thenRefused("normal-range-in-another-unit", Map.of("unit", "null", "item", "/min"));
    }

    /// Who was recorded under an earlier version stays, and with them what their laboratory said wrongly.
    @Test
    void theItemIsOneOfAnyVersionThatSaysOfItWhatIsNormal() {
        given(openSite())
                .when(set(body("qrs-duration", null, null, "80", "120", "ms", APRIL, null)))
                .thenRefused(
                        "unknown-code", Map.of("kind", "item", "code", "ecg/qrs-duration", "known", "ecg/heart-rate"));
        given(and(openSite(), published("2", HotCrt.YAML.replace(", normal-range: {from: 60, to: 100}", ""))))
                .when(set(body("55", "95", APRIL, null)))
                .thenRecorded(said("55", "95", APRIL, null));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        SetNormalRange.class,
                        by(DATA_MANAGER),
                        SITE,
                        body("55", "95", APRIL, "learned-late"),
                        openSite())
                .on(trial -> "/sites/01")
                .sending(trial -> {
                    Map<String, Object> sent = new HashMap<>(Map.of(
                            "form", "ecg",
                            "item", "heart-rate",
                            "from", "55",
                            "to", Integer.toString(90 + LIMITS.incrementAndGet()),
                            "unit", "/min",
                            "laboratory", "Central laboratory",
                            "validFrom", "2026-04-01",
                            "because", "learned-late"));
                    return sent;
                })
                .wrong("item", "qrs-duration", 422, "unknown-code")
                .wrong("from", "a lot", 400, "invalid-field")
                .wrong("from", "2000", 422, "normal-range-is-none")
                .wrong("ageFrom", 121, 422, "normal-range-is-none")
                .wrong("ageTo", -1, 422, "normal-range-is-none")
                .wrong("unit", "/h", 422, "normal-range-in-another-unit")
                .wrong("sex", "unknown", 400, "invalid-field")
                .wrong("because", "so it is", 400, "invalid-field")
                .wrong("validFrom", "2100-01-01", 422, "in-the-future")
                .refused("normal-range-is-none", body("96", "95", APRIL, null), openSite())
                .refused(
                        "normal-range-in-another-unit",
                        body("heart-rate", null, null, "1", "1.6", "/s", APRIL, null),
                        openSite())
                .refused("normal-range-said-before", openSite(), said("55", "95", APRIL, null))
                .refused(
                        "normal-range-correction-says-why",
                        body("50", "95", APRIL, null),
                        openSite(),
                        said("55", "95", APRIL, null)));
    }
}
