package org.trialbook.blinding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The blinding keys that a study has had, each with its own id. The newest seals; all open, so that a rotation
/// leaves what was sealed before as readable as it was.
final class KeyRing implements BlindingKey {

    private final BlindingKey newest;
    /// Newest first.
    private final Map<String, BlindingKey> keys = new LinkedHashMap<>();

    /// @param oldestFirst at least one key; no id twice
    KeyRing(List<? extends BlindingKey> oldestFirst) {
        List<BlindingKey> newestFirst = new ArrayList<BlindingKey>(oldestFirst).reversed();
        newest = newestFirst.getFirst();
        newestFirst.forEach(key -> keys.put(key.id(), key));
    }

    @Override
    public String id() {
        return newest.id();
    }

    @Override
    public Map<String, String> checkValues() {
        Map<String, String> oldestFirst = new LinkedHashMap<>();
        new ArrayList<>(keys.values()).reversed().forEach(key -> oldestFirst.putAll(key.checkValues()));
        return oldestFirst;
    }

    @Override
    public byte[] seal(byte[] padded, SealLabel label) {
        return newest.seal(padded, label);
    }

    /// Tries each key on a box that does not say which key sealed it. A key's id is authenticated with the box,
    /// so that no other key opens it by chance.
    @Override
    public byte[] open(byte[] box, SealLabel label) {
        for (BlindingKey key : keys.values()) {
            try {
                return key.open(box, label);
            } catch (UnopenableException e) {
                // The box may be one that an older key sealed.
            }
        }
        throw new UnopenableException("field %s of event %s does not open under any of the keys %s"
                .formatted(label.field(), label.eventId(), names()));
    }

    @Override
    public BlindingKey named(String keyId) {
        BlindingKey key = keys.get(keyId);
        if (key == null) {
            throw new UnopenableException("sealed under key %s, which is none of %s".formatted(keyId, names()));
        }
        return key;
    }

    private String names() {
        return keys.keySet().stream().sorted().collect(Collectors.joining(", "));
    }
}
