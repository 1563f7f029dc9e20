package org.trialbook.blinding;

import java.util.Arrays;

/// A value that reveals the allocation. Decisions work on [Open] values; the record holds [Closed] ones, and an
/// open one cannot be written as JSON.
public sealed interface Sealed<T> {

    /// The value in clear, in the memory of a process that holds the key.
    record Open<T>(T value) implements Sealed<T> {
        /// Says nothing: a log line must not tell what a sealed field holds.
        @Override
        public String toString() {
            return "Sealed[open]";
        }
    }

    /// The sealed bytes: nonce, ciphertext and tag, of a length that depends only on the field.
    ///
    /// @param key the id of the blinding key that opens it
    record Closed<T>(String key, byte[] box) implements Sealed<T> {
        @Override
        public boolean equals(Object other) {
            return other instanceof Closed<?> closed && key.equals(closed.key) && Arrays.equals(box, closed.box);
        }

        @Override
        public int hashCode() {
            return 31 * key.hashCode() + Arrays.hashCode(box);
        }

        @Override
        public String toString() {
            return "Sealed[" + key + "]";
        }
    }

    static <T> Sealed<T> of(T value) {
        return new Open<>(value);
    }

    /// The value in clear.
    ///
    /// @throws StillSealedException when nobody opened it
    default T opened() {
        return switch (this) {
            case Open<T>(T value) -> value;
            case Closed<T> closed -> throw new StillSealedException(closed.key());
        };
    }
}
