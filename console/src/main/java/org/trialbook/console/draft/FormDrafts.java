package org.trialbook.console.draft;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// FormDrafts by whoever types and by the address of the form. They outlive the session, so that somebody whose session
/// ended finds what they had typed when they have signed in again.
@Component
public class FormDrafts {

    private static final int MOST = 10_000;
    private static final Duration KEPT = Duration.ofHours(24);

    private record Place(String person, String path) {}

    private final Cache<Place, FormDraft> drafts;
    private final Clock clock;

    public FormDrafts(Clock clock) {
        this.clock = clock;
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        this.drafts = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(KEPT)
                .ticker(ticker)
                .build();
    }

    /// The draft, or a new one with a key of its own.
    public FormDraft open(String person, String path) {
        return drafts.get(
                new Place(person, path),
                place -> new FormDraft(UUID.randomUUID().toString(), Map.of(), null));
    }

    /// Keeps what is typed, under the key that the form had.
    public FormDraft keep(String person, String path, String key, Map<String, String> values) {
        FormDraft draft = new FormDraft(key, values, clock.instant());
        drafts.put(new Place(person, path), draft);
        return draft;
    }

    /// The act was answered with a refusal: what is typed stays, and the next try is another act.
    public FormDraft renew(String person, String path, Map<String, String> values) {
        return keep(person, path, UUID.randomUUID().toString(), values);
    }

    public void discard(String person, String path) {
        drafts.invalidate(new Place(person, path));
    }

    /// Whether anything is kept there that somebody has typed.
    public boolean holds(String person, String path) {
        FormDraft draft = drafts.getIfPresent(new Place(person, path));
        return draft != null && Objects.nonNull(draft.keptAt());
    }
}
