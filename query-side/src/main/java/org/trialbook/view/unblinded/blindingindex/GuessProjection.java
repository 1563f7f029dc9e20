package org.trialbook.view.unblinded.blindingindex;

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
            case ReadingEvent.FurtherReadRegistered e -> Set.of(e.read().value());
            case ReadingEvent.ReadSubmitted e -> Set.of(e.read().value());
            default -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(
                ReadingEvent.ReadRegistered.class,
                ReadingEvent.FurtherReadRegistered.class,
                ReadingEvent.ReadSubmitted.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return Set.of(new EventTag(EventTag.READ, id));
    }

    @Override
    public GuessView initial(String id) {
        return new GuessView(id, id, null, null, null, null, false);
    }

    @Override
    public GuessView apply(GuessView view, ProjectedEvent recorded) {
        return switch (recorded.event()) {
            case ReadingEvent.ReadRegistered e ->
                new GuessView(
                        view.read(),
                        view.read(),
                        e.subject().value(),
                        e.visit(),
                        e.modality(),
                        view.arm(),
                        view.submitted());
            case ReadingEvent.FurtherReadRegistered e ->
                new GuessView(view.read(), e.of().value(), null, null, e.modality(), view.arm(), view.submitted());
            case ReadingEvent.ReadSubmitted e -> {
                @Nullable ArmCode guess = e.guess().opened().arm();
                yield new GuessView(
                        view.read(),
                        view.recording(),
                        view.subject(),
                        view.visit(),
                        view.modality(),
                        guess == null ? null : guess.value(),
                        true);
            }
            default -> view;
        };
    }
}
