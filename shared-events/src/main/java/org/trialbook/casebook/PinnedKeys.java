package org.trialbook.casebook;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.TrialEvent;

/// The keys that the record knows: folded from its pins and from the rotations of the blinding key.
///
/// @param logKey the log's first public key; null as long as nothing is pinned
/// @param checks id → check value of the blinding keys that are pinned
/// @param announced ids that a rotation named, pinned or not
public record PinnedKeys(@Nullable String logKey, Map<String, String> checks, Set<String> announced) {

    public PinnedKeys {
        checks = Map.copyOf(checks);
        announced = Set.copyOf(announced);
    }

    public static PinnedKeys none() {
        return new PinnedKeys(null, Map.of(), Set.of());
    }

    public PinnedKeys and(TrialEvent event) {
        return switch (event) {
            case StudyEvent.KeysPinned pinned -> {
                Map<String, String> all = new LinkedHashMap<>(pinned.blindingKeys());
                // What was pinned first counts.
                all.putAll(checks);
                yield new PinnedKeys(logKey == null ? pinned.logKey() : logKey, all, announced);
            }
            case StudyEvent.BlindingKeyRotated rotated -> {
                Set<String> all = new LinkedHashSet<>(announced);
                all.add(rotated.oldKey());
                all.add(rotated.newKey());
                yield new PinnedKeys(logKey, checks, all);
            }
            default -> this;
        };
    }

    /// What speaks against a ring of keys, as the end of a sentence about its file; empty when it is the record's.
    ///
    /// @param ring id → check value
    public Optional<String> against(Map<String, String> ring) {
        if (ring.isEmpty()) {
            return Optional.empty();
        }
        for (Map.Entry<String, String> pinned : new TreeMap<>(checks).entrySet()) {
            String id = pinned.getKey();
            if (!ring.containsKey(id)) {
                return Optional.of(lacks(id));
            }
            if (!pinned.getValue().equals(ring.get(id))) {
                return Optional.of(
                        ("holds under the name %s another key than the one the record was sealed under: it has"
                                        + " changed, or is another record's. Put the file back from a backup")
                                .formatted(id));
            }
        }
        for (String id : announced) {
            if (!ring.containsKey(id)) {
                return Optional.of(lacks(id));
            }
        }
        return ring.keySet().stream()
                .filter(id -> !checks.isEmpty() && !checks.containsKey(id) && !announced.contains(id))
                .findFirst()
                .map(id ->
                        ("holds the key %s, which the record does not name: run 'trialbook rotate-blinding-key' again,"
                                        + " which records it, or put the file back from a backup")
                                .formatted(id));
    }

    private static String lacks(String id) {
        return ("lacks the key %s, under which the record holds something sealed: it is an older copy or another"
                        + " record's. Put the newest copy back")
                .formatted(id);
    }

    /// Whether all of this is pinned already.
    public boolean hold(Map<String, String> ring) {
        return logKey != null && checks.keySet().containsAll(ring.keySet());
    }
}
