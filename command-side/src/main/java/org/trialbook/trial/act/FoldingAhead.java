package org.trialbook.trial.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.BlindingPolicy;

/// Folds what decisions about the whole study go on from, so that the first one after a start need not read the record
/// from its beginning: of every kind, open and as the blinded may know it, in one pass.
public final class FoldingAhead {
    /// So often is it kept what is known so far, for a decision that does not wait for the end.
    private static final int KEPT_EVERY = 10_000;

    private final List<StudyWide> kinds;
    private final EventMessages messages;
    private final EventStorageEngine engine;
    private final StudyWideFolds folds;

    /// @param kinds one of each, that knows nothing yet
    FoldingAhead(List<StudyWide> kinds, EventMessages messages, EventStorageEngine engine, StudyWideFolds folds) {
        this.kinds = List.copyOf(kinds);
        this.messages = messages;
        this.engine = engine;
        this.folds = folds;
    }

    private record Ahead(StudyWide wide, boolean blinded) {
        void take(RecordedEvent recorded) {
            if (wide.boundary().takesIn(recorded.event())) {
                wide.apply(recorded);
            }
        }
    }

    /// Reads as far as the record has come by now.
    ///
    /// @param ends asked before each event
    public void run(BooleanSupplier ends) {
        List<Ahead> open = new ArrayList<>();
        List<Ahead> closed = new ArrayList<>();
        Boundary whole = Boundary.none();
        for (StudyWide kind : kinds) {
            whole = whole.and(kind.boundary());
            closed.add(new Ahead(kind.copy(), true));
            if (!kind.sameForAll()) {
                open.add(new Ahead(kind.copy(), false));
            }
        }
        MessageStream<? extends EventMessage> events = engine.source(Criteria.from(0, whole), null);
        int taken = 0;
        Optional<? extends MessageStream.Entry<? extends EventMessage>> next = events.next();
        while (next.isPresent() && !(next.get().message() instanceof TerminalEventMessage) && !ends.getAsBoolean()) {
            take(next.get(), open, closed);
            if (++taken % KEPT_EVERY == 0) {
                keep(open, closed);
            }
            next = events.next();
        }
        keep(open, closed);
    }

    private void take(MessageStream.Entry<? extends EventMessage> entry, List<Ahead> open, List<Ahead> closed) {
        RecordedEvent recorded = messages.recorded(entry, true);
        if (BlindingPolicy.toBlinded(recorded.event())) {
            closed.forEach(ahead -> ahead.take(recorded));
        }
        if (open.stream().anyMatch(ahead -> ahead.wide().boundary().takesIn(recorded.event()))) {
            RecordedEvent opened = messages.opened(entry, recorded);
            open.forEach(ahead -> ahead.take(opened));
        }
    }

    private void keep(List<Ahead> open, List<Ahead> closed) {
        open.forEach(ahead -> folds.keep(ahead.wide(), ahead.blinded()));
        closed.forEach(ahead -> folds.keep(ahead.wide(), ahead.blinded()));
    }
}
