package org.trialbook.trial.act;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;

/// What deciders would know now, for decisions of which nothing is recorded.
public final class DryRun {
    private final EventMessages messages;
    private final EventStorageEngine engine;
    private final StudyWideFolds folds;

    DryRun(EventMessages messages, EventStorageEngine engine, StudyWideFolds folds) {
        this.messages = messages;
        this.engine = engine;
        this.folds = folds;
    }

    /// @param blinded whether somebody blinded asks: what they may not know, the decision is not told
    public Asked by(boolean blinded) {
        return new Asked(blinded);
    }

    /// Of several decisions for one who asks: what several look at is sourced once.
    public final class Asked {
        private final boolean blinded;
        private final Map<Boundary, List<RecordedEvent>> looked = new HashMap<>();

        private Asked(boolean blinded) {
            this.blinded = blinded;
        }

        public <C, S extends Fold> S known(Decider<C, S> decider, C command) {
            S state = decider.initial(command);
            Boundary sourced = Boundary.none();
            StudyWide wide = decider.studyWide(state);
            if (wide != null) {
                folds.takeUp(wide, blinded);
                messages.each(wide.boundary(), wide.next(), blinded || wide.sameForAll(), engine, wide::apply);
                folds.keep(wide, blinded);
                sourced = wide.boundary();
            }
            Boundary next = decider.boundary(command).without(sourced);
            while (!next.criteria().isEmpty()) {
                looked.computeIfAbsent(next, boundary -> messages.within(boundary, blinded, engine))
                        .forEach(state::apply);
                sourced = sourced.and(next);
                next = decider.further(command, state).without(sourced);
            }
            return state;
        }
    }
}
