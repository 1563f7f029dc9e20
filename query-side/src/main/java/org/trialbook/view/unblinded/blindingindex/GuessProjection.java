package org.trialbook.view.unblinded.blindingindex;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [GuessView] per read.
public final class GuessProjection implements Projection<GuessView> {

    public static final GuessProjection GUESSES = new GuessProjection();

    private GuessProjection() {}

    @Override
    public String name() {
        return "guesses";
    }

    @Override
    public Class<GuessView> type() {
        return GuessView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case ReadingEvent.ReadRegistered e -> Set.of(e.read().value());
            // A recording knows all reads of it, so that none of them counts once it was taken back.
            case ReadingEvent.FurtherReadRegistered e
            when !e.read().equals(e.of()) -> Set.of(e.read().value(), e.of().value());
            case ReadingEvent.RecordingTakenBack e -> Set.of(e.read().value());
            case ReadingEvent.ReadSubmitted e -> Set.of(e.read().value());
            default -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(
                ReadingEvent.ReadRegistered.class,
                ReadingEvent.FurtherReadRegistered.class,
                ReadingEvent.ReadSubmitted.class,
                ReadingEvent.RecordingTakenBack.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return Set.of(new EventTag(EventTag.READ, id), new EventTag(EventTag.RECORDING, id));
    }

    @Override
    public GuessView initial(String id) {
        return new GuessView(id, id, null, null, null, null, false, List.of(), false);
    }

    @Override
    public GuessView apply(GuessView view, ProjectedEvent recorded) {
        return switch (recorded.event()) {
            case ReadingEvent.ReadRegistered e ->
                view.registered(view.read(), e.subject().value(), e.visit(), e.modality());
            case ReadingEvent.FurtherReadRegistered e ->
                view.read().equals(e.read().value())
                        ? view.registered(e.of().value(), null, null, e.modality())
                        : view.readAlsoAs(e.read().value());
            case ReadingEvent.ReadSubmitted e -> {
                @Nullable ArmCode guess = e.guess().opened().arm();
                yield view.guessed(guess == null ? null : guess.value());
            }
            case ReadingEvent.RecordingTakenBack _ -> view.withoutRecording();
            default -> view;
        };
    }
}
