package org.trialbook.view.unblinded.blindingindex;

import static org.trialbook.view.unblinded.allocation.AllocationProjection.ALLOCATION;
import static org.trialbook.view.unblinded.blindingindex.GuessProjection.GUESSES;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.Rollup;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.unblinded.allocation.AllocationView;

/// Keeps [GuessCounts] up with the guesses and with who is randomized.
public final class GuessRollup implements Rollup<GuessCounts> {

    public static final GuessRollup GUESS_COUNTS = new GuessRollup();

    private GuessRollup() {}

    @Override
    public String name() {
        return "guess-counts";
    }

    @Override
    public List<Projection<?>> of() {
        return List.of(GUESSES, ALLOCATION);
    }

    @Override
    public GuessCounts walked(Snapshot views) {
        Map<String, GuessView> guesses = views.all(GUESSES);
        Map<String, AllocationView> allocation = views.all(ALLOCATION);
        GuessCounts counts = GuessCounts.NONE;
        for (GuessView guess : guesses.values()) {
            counts = plus(counts, guess, guesses::get, allocation::get, 1);
        }
        return counts;
    }

    @Override
    public GuessCounts after(GuessCounts rolled, Change change) {
        GuessCounts counts = rolled;
        for (String read : andFurther(change)) {
            counts = plus(
                    counts,
                    change.before(GUESSES, read),
                    code -> change.before(GUESSES, code),
                    subject -> change.before(ALLOCATION, subject),
                    -1);
            counts = plus(
                    counts,
                    change.after(GUESSES, read),
                    code -> change.after(GUESSES, code),
                    subject -> change.after(ALLOCATION, subject),
                    1);
        }
        for (String subject : change.changed(ALLOCATION)) {
            for (String read : List.copyOf(counts.waiting(subject))) {
                counts =
                        plus(counts, change.after(GUESSES, read), code -> change.after(GUESSES, code), any -> null, -1);
                counts = plus(
                        counts,
                        change.after(GUESSES, read),
                        code -> change.after(GUESSES, code),
                        any -> change.after(ALLOCATION, any),
                        1);
            }
        }
        return counts;
    }

    /// With a recording that was taken back, what was guessed at its further reads counts no more, too.
    private static Set<String> andFurther(Change change) {
        Set<String> all = new LinkedHashSet<>(change.changed(GUESSES));
        for (String read : change.changed(GUESSES)) {
            GuessView guess = change.after(GUESSES, read);
            if (guess != null) {
                all.addAll(guess.further());
            }
        }
        return all;
    }

    private static GuessCounts plus(
            GuessCounts counts,
            @Nullable GuessView guess,
            Function<String, @Nullable GuessView> guesses,
            Function<String, @Nullable AllocationView> allocation,
            int more) {
        if (guess == null || !guess.submitted()) {
            return counts;
        }
        GuessView recording = guess.subject() == null ? guesses.apply(guess.recording()) : guess;
        String subject = recording == null ? null : recording.subject();
        if (recording == null || subject == null || recording.takenBack()) {
            return counts;
        }
        AllocationView allocated = allocation.apply(subject);
        return counts.plus(guess, recording, subject, allocated == null ? null : allocated.arm(), more);
    }
}
