package org.trialbook.benchmark.question;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which trials are asked.
///
/// @param largest how many subjects the largest one has, at least 1
/// @param fresh whether they are made anew where they were made before
/// @param kept where they are kept, of whatever protocol; null: where the build has its files, those of the present one
/// @param alone whether smaller ones are left out, with which it would be compared
public record Trials(int largest, boolean fresh, @Nullable Path kept, boolean alone) {
    public static final int MOST = 10_000;

    /// As many as are made where nothing else is said.
    public static final Trials ALL = new Trials(MOST, false, null, false);

    private static final List<Integer> USUAL = List.of(100, 1_000, MOST);

    /// @throws IllegalArgumentException if there is nobody in the largest, or more than are measured
    public Trials {
        if (largest < 1 || largest > MOST) {
            throw new IllegalArgumentException("A trial has 1 to %,d subjects here".formatted(MOST));
        }
    }

    /// The usual sizes below the largest, and that one.
    List<Integer> sizes() {
        return Stream.concat(USUAL.stream().filter(size -> size < largest && !alone), Stream.of(largest))
                .toList();
    }
}
