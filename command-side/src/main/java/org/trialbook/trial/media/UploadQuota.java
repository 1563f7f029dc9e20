package org.trialbook.trial.media;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.trialbook.access.Caller;
import org.trialbook.event.SiteId;

/// How much may be uploaded on one day (UTC): by a person, from a site, to the study. Whatever was sent counts,
/// taken or not, since it was looked into. Counted by this process since it started, as requests are.
public final class UploadQuota {

    /// @param filesOfAPerson how many files one person may send on a day
    /// @param ofAPerson how many bytes
    /// @param ofASite how many bytes may come from one site
    /// @param ofTheStudy how many bytes may come from everybody
    public record Limits(
            @DefaultValue("5000") int filesOfAPerson,
            @DefaultValue("32GB") DataSize ofAPerson,
            @DefaultValue("64GB") DataSize ofASite,
            @DefaultValue("256GB") DataSize ofTheStudy) {}

    private static final String STUDY = "study";

    private final Limits limits;
    private final Clock clock;
    private final Map<String, Long> bytes = new HashMap<>();
    private final Map<String, Integer> files = new HashMap<>();
    private LocalDate day = LocalDate.EPOCH;

    public UploadQuota(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /// One more file of the caller's, unless a quota is used up. A file that begins within it may end beyond it.
    ///
    /// @return whose quota it is that is used up; empty when the file may come
    synchronized Optional<String> take(Caller caller) {
        begin();
        SiteId site = caller.site();
        if (files.getOrDefault(person(caller), 0) >= limits.filesOfAPerson()
                || isUsed(person(caller), limits.ofAPerson())) {
            return Optional.of("person");
        }
        if (site != null && isUsed(ofSite(site), limits.ofASite())) {
            return Optional.of("site");
        }
        if (isUsed(STUDY, limits.ofTheStudy())) {
            return Optional.of(STUDY);
        }
        files.merge(person(caller), 1, Integer::sum);
        return Optional.empty();
    }

    /// So much was sent.
    synchronized void sent(Caller caller, long more) {
        begin();
        bytes.merge(person(caller), more, Long::sum);
        if (caller.site() != null) {
            bytes.merge(ofSite(caller.site()), more, Long::sum);
        }
        bytes.merge(STUDY, more, Long::sum);
    }

    /// A new day begins with nothing counted.
    private void begin() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            bytes.clear();
            files.clear();
        }
    }

    /// Until the next day begins.
    Duration left() {
        LocalDate tomorrow =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        return Duration.between(
                clock.instant(), tomorrow.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private boolean isUsed(String whose, DataSize most) {
        return bytes.getOrDefault(whose, 0L) >= most.toBytes();
    }

    private static String person(Caller caller) {
        return "person " + caller.id();
    }

    private static String ofSite(SiteId site) {
        return "site " + site.value();
    }
}
