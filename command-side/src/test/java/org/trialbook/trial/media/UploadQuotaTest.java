package org.trialbook.trial.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.event.SiteId;
import org.trialbook.trial.HotCrt;

/// Whoever has sent enough for a day is told so, and may send again on the next; nobody else is held up by them.
class UploadQuotaTest {

    private static final Caller OTHER = new Caller("coordinator-2@01", "Olga Ort", Role.COORDINATOR, new SiteId("01"));
    private static final Caller ELSEWHERE =
            new Caller("coordinator@02", "Emil Eck", Role.COORDINATOR, new SiteId("02"));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T23:59:00Z"));
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);

    private UploadQuota quota(int files, long person, long site, long study) {
        return new UploadQuota(
                new UploadQuota.Limits(
                        files, DataSize.ofBytes(person), DataSize.ofBytes(site), DataSize.ofBytes(study)),
                clock);
    }

    @Test
    void aPersonMaySendSoManyFilesOnADay() {
        UploadQuota quota = quota(2, 1_000, 1_000, 1_000);

        assertThat(quota.take(HotCrt.COORDINATOR)).isEmpty();
        assertThat(quota.take(HotCrt.COORDINATOR)).isEmpty();
        assertThat(quota.take(HotCrt.COORDINATOR)).contains("person");
        assertThat(quota.take(OTHER)).isEmpty();

        assertThat(quota.left()).isEqualTo(Duration.ofMinutes(1));
        now.set(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(quota.take(HotCrt.COORDINATOR)).isEmpty();
    }

    @Test
    void aPersonMaySendSoManyBytes() {
        UploadQuota quota = quota(9, 100, 1_000, 1_000);
        quota.sent(HotCrt.COORDINATOR, 100);

        assertThat(quota.take(HotCrt.COORDINATOR)).contains("person");
        assertThat(quota.take(OTHER)).isEmpty();
    }

    @Test
    void aSiteMaySendSoManyBytes() {
        UploadQuota quota = quota(9, 1_000, 100, 1_000);
        quota.sent(HotCrt.COORDINATOR, 100);

        assertThat(quota.take(OTHER)).contains("site");
        assertThat(quota.take(ELSEWHERE)).isEmpty();
        assertThat(quota.take(HotCrt.DATA_MANAGER)).isEmpty();
    }

    @Test
    void theStudyTakesSoManyBytes() {
        UploadQuota quota = quota(9, 1_000, 1_000, 100);
        quota.sent(HotCrt.COORDINATOR, 60);
        quota.sent(ELSEWHERE, 60);

        assertThat(quota.take(HotCrt.DATA_MANAGER)).contains("study");
    }
}
