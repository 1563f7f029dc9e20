package org.trialbook.view.unblinded.corelab;

import java.util.Collections;
import java.util.Set;
import java.util.TreeMap;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [RevealingAnswers] for each read that has any. What else is known of a read stands in the
/// blinded views. Sees events opened.
public final class RevealingAnswersProjection implements Projection<RevealingAnswers> {

    public static final RevealingAnswersProjection REVEALING_ANSWERS = new RevealingAnswersProjection();

    private RevealingAnswersProjection() {}

    @Override
    public String name() {
        return "revealing-answers";
    }

    @Override
    public Class<RevealingAnswers> type() {
        return RevealingAnswers.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return event instanceof ReadSubmitted submitted && submitted.revealing() != null
                ? Set.of(submitted.read().value())
                : Set.of();
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(ReadSubmitted.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return Set.of(new EventTag(EventTag.READ, id));
    }

    @Override
    public RevealingAnswers initial(String id) {
        return new RevealingAnswers(id, Collections.emptySortedMap());
    }

    @Override
    public RevealingAnswers apply(RevealingAnswers view, ProjectedEvent recorded) {
        return recorded.event() instanceof ReadSubmitted submitted && submitted.revealing() != null
                ? new RevealingAnswers(
                        view.read(), new TreeMap<>(submitted.revealing().opened()))
                : view;
    }
}
