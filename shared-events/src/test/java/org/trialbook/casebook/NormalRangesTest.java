package org.trialbook.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.casebook.ComparedRange.Flag;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ItemValue.TypedValue;
import org.trialbook.event.NormalRangeSet;
import org.trialbook.event.NormalRangeSet.RangeGroup;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.AlternativeUnit;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.NormalRange;

/// Which range holds for whom on which day, and where an answer lies.
class NormalRangesTest {
    private static final SiteId SITE = new SiteId("01");
    private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    private static final RangeGroup WOMEN = new RangeGroup("female", null, null);

    private final NormalRanges ranges = new NormalRanges();

    private void said(String site, RangeGroup group, @Nullable String from, @Nullable String to, LocalDate validFrom) {
        said(site, group, from, to, "umol/L", validFrom);
    }

    private void said(
            String site,
            RangeGroup group,
            @Nullable String from,
            @Nullable String to,
            String unit,
            LocalDate validFrom) {
        ranges.apply(
                new NormalRangeSet(
                        new StudyId("S"),
                        new SiteId(site),
                        "labs",
                        "creatinine",
                        group,
                        from,
                        to,
                        unit,
                        "Laboratory",
                        validFrom,
                        null),
                Instant.EPOCH,
                null);
    }

    private static Item creatinine(@Nullable NormalRange normal) {
        return new Item(
                "creatinine",
                "Creatinine",
                Item.Type.DECIMAL,
                "umol/L",
                BigDecimal.TEN,
                BigDecimal.valueOf(2000),
                1,
                null,
                null,
                true,
                false,
                List.of(new AlternativeUnit("mg/dL", new BigDecimal("88.42"), null)),
                List.of("haemolysed"),
                null,
                null,
                null,
                null,
                null,
                normal,
                List.of());
    }

    private static Item bySite() {
        return creatinine(new NormalRange(null, null));
    }

    private Optional<String> from(@Nullable String sex, @Nullable Integer age, LocalDate day) {
        return ranges.inForce(SITE, "labs", "creatinine", sex, age, day).map(NormalRangeSet::from);
    }

    private @Nullable Flag flag(Item item, ItemValue answer) {
        return ranges.compared(SITE, "labs", item, "male", 40, MAY, answer)
                .map(ComparedRange::flag)
                .orElse(null);
    }

    private static ItemValue value(String number) {
        return new ItemValue(number, "umol/L");
    }

    @Test
    void theNewestHoldsFromItsFirstDayOnAtItsSiteAlone() {
        said("02", RangeGroup.EVERYBODY, "1", "2", APRIL.minusYears(1));
        said("01", RangeGroup.EVERYBODY, "60", "100", APRIL);
        said("01", RangeGroup.EVERYBODY, "65", "105", MAY);
        assertThat(from(null, null, APRIL.minusDays(1))).isEmpty();
        assertThat(from(null, null, APRIL)).contains("60");
        assertThat(from(null, null, MAY.minusDays(1))).contains("60");
        assertThat(from(null, null, MAY)).contains("65");
    }

    /// Learned of later, for days in between; and said again for a day for which it was said wrongly.
    @Test
    void whatIsSaidLaterCorrectsTheDaysThatItIsSaidFor() {
        said("01", RangeGroup.EVERYBODY, "60", "100", APRIL);
        said("01", RangeGroup.EVERYBODY, "65", "105", MAY);
        said("01", RangeGroup.EVERYBODY, "62", "100", APRIL.plusDays(10));
        assertThat(from(null, null, APRIL.plusDays(9))).contains("60");
        assertThat(from(null, null, APRIL.plusDays(10))).contains("62");
        assertThat(from(null, null, MAY)).contains("65");
        said("01", RangeGroup.EVERYBODY, "66", "105", MAY);
        assertThat(from(null, null, MAY)).contains("66");
        assertThat(ranges.said()).extracting(ranges::corrected).containsExactly(false, true, false, false);
    }

    /// In whichever order they were said, and however old they are.
    @Test
    void whatIsSaidOfFewerPeopleGoesFirst() {
        said("01", WOMEN, "50", "90", APRIL);
        said("01", new RangeGroup("female", 18, 65), "45", "85", APRIL);
        said("01", RangeGroup.EVERYBODY, "60", "100", MAY);
        assertThat(from("female", 40, MAY)).contains("45");
        assertThat(from("female", 17, MAY)).contains("50");
        assertThat(from("female", 18, MAY)).contains("45");
        assertThat(from("female", 65, MAY)).contains("45");
        assertThat(from("female", 66, MAY)).contains("50");
        assertThat(from("female", null, MAY)).contains("50");
        assertThat(from("male", 40, MAY)).contains("60");
        assertThat(from(null, 40, MAY)).contains("60");
    }

    @Test
    void oneOfFewerPeopleEndsAndThatOfMoreHolds() {
        said("01", RangeGroup.EVERYBODY, "60", "100", APRIL);
        said("01", WOMEN, "50", "90", APRIL);
        said("01", WOMEN, null, null, MAY);
        assertThat(from("female", 40, MAY.minusDays(1))).contains("50");
        assertThat(from("female", 40, MAY)).contains("60");
    }

    @ParameterizedTest
    @CsvSource({"59.9, LOW", "60, NORMAL", "60.0, NORMAL", "100.0, NORMAL", "100.1, HIGH"})
    void aLimitIsNormal(String number, Flag flag) {
        said("01", RangeGroup.EVERYBODY, "60", "100", APRIL);
        assertThat(flag(bySite(), value(number))).isEqualTo(flag);
    }

    @Test
    void whereALimitIsMissingNothingIsBeyondIt() {
        said("01", RangeGroup.EVERYBODY, null, "100", APRIL);
        assertThat(flag(bySite(), value("10"))).isEqualTo(Flag.NORMAL);
        assertThat(flag(bySite(), value("101"))).isEqualTo(Flag.HIGH);
        said("01", RangeGroup.EVERYBODY, "60", null, MAY);
        assertThat(flag(bySite(), value("10"))).isEqualTo(Flag.LOW);
        assertThat(flag(bySite(), value("101"))).isEqualTo(Flag.NORMAL);
    }

    @Test
    void whatIsMissingIsNowhere() {
        said("01", RangeGroup.EVERYBODY, "60", "100", APRIL);
        assertThat(flag(bySite(), ItemValue.missing("haemolysed"))).isNull();
        assertThat(flag(creatinine(null), value("101"))).isNull();
    }

    /// 1.2 mg/dL are 106.104 umol/L, and stand as 106.1.
    @Test
    void theLaboratorysUnitIsTheAnswersOrIsConverted() {
        said("01", RangeGroup.EVERYBODY, "0.7", "1.2", "mg/dL", APRIL);
        assertThat(flag(bySite(), value("106.1"))).isEqualTo(Flag.NORMAL);
        assertThat(flag(bySite(), value("106.2"))).isEqualTo(Flag.HIGH);
        assertThat(flag(bySite(), value("61.8"))).isEqualTo(Flag.LOW);
        // 0.7 mg/dL are 61.894 umol/L and stand as 61.9; 1.24 as 109.6.
        said("01", RangeGroup.EVERYBODY, "0.7", "1.24", "mg/dL", MAY);
        assertThat(flag(bySite(), new ItemValue("109.6", "umol/L", null, new TypedValue("1.24", "mg/dL"))))
                .isEqualTo(Flag.NORMAL);
        said("01", RangeGroup.EVERYBODY, "0.7", "1.3", "a unit that no version has", MAY);
        assertThat(flag(bySite(), value("106.1"))).isNull();
    }

    @Test
    void whatTheProtocolSaysHoldsUntilTheSiteSaysItsOwn() {
        Item planned = creatinine(new NormalRange(BigDecimal.valueOf(70), null));
        assertThat(ranges.compared(SITE, "labs", planned, "male", 40, MAY, value("69")))
                .contains(new ComparedRange("70", null, "umol/L", null, null, Flag.LOW));
        assertThat(ranges.compared(SITE, "labs", bySite(), "male", 40, MAY, value("69")))
                .isEmpty();
        said("01", RangeGroup.EVERYBODY, "60", "100", MAY);
        assertThat(ranges.compared(SITE, "labs", planned, "male", 40, MAY.minusDays(1), value("69")))
                .contains(new ComparedRange("70", null, "umol/L", null, null, Flag.LOW));
        assertThat(ranges.compared(SITE, "labs", planned, "male", 40, MAY, value("69")))
                .contains(new ComparedRange("60", "100", "umol/L", "Laboratory", MAY, Flag.NORMAL));
    }
}
