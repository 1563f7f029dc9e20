package org.trialbook.blinding;

import java.util.Map;

/// What opens and closes sealed values. A process that must stay blind is started without one.
public interface BlindingKey {

    /// A short, public name of the key, stored beside everything it sealed.
    String id();

    /// Id → check value of every key at hand, the oldest first. A check value is made from a key by a one-way
    /// function and of nothing else: whoever has it can tell whether a key is the same, and learns nothing of
    /// what it sealed. Empty for a key that is none of a file.
    default Map<String, String> checkValues() {
        return Map.of();
    }

    /// @param padded plaintext of the field's fixed length
    byte[] seal(byte[] padded, SealLabel label);

    /// @throws UnopenableException when the box was altered, moved, or sealed under another key
    byte[] open(byte[] box, SealLabel label);

    /// What opens a box that says of itself which key sealed it.
    ///
    /// @throws UnopenableException when that key is not at hand
    default BlindingKey named(String keyId) {
        if (keyId.equals(id())) {
            return this;
        }
        throw new UnopenableException("sealed under key %s, not %s".formatted(keyId, id()));
    }
}
