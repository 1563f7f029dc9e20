package org.trialbook.trial.reading;

import java.util.List;
import java.util.Optional;
import org.trialbook.event.StudyEvent.ReadingBatchOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;

/// A decision about one read whose boundary is everything that happened to its recording.
abstract class ReadDecision<A extends OnRead> implements Decision<A, ReadHistory> {

    private final String act;
    private final Class<A> acts;

    ReadDecision(String act, Class<A> acts) {
        this.act = act;
        this.acts = acts;
    }

    /// What the rules look at.
    ///
    /// @param recordings the recording of the read, and whatever else stands in the boundary
    record Known(Protocol protocol, Recordings recordings, OneRecording recording, OneRead read) {}

    abstract List<Rule<A, Known>> rules();

    abstract Outcome recorded(A asked, Known known);

    @Override
    public final String act() {
        return act;
    }

    @Override
    public final Class<A> acts() {
        return acts;
    }

    @Override
    public final boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Boundary boundary(A asked) {
        return asked.family().boundary();
    }

    @Override
    public final ReadHistory initial(A asked) {
        return ReadHistory.empty();
    }

    @Override
    public final ReadHistory evolve(ReadHistory history, TrialEvent event) {
        return event instanceof ReadingBatchOpened ? history : history.evolve(event);
    }

    @Override
    public final Outcome decide(A asked, ReadHistory history) {
        Recordings recordings = history.recordings();
        Optional<OneRecording> recording = recordings.ofRead(asked.read());
        Optional<OneRead> read = recording.flatMap(found -> found.read(asked.read()));
        if (history.protocol() == null
                || read.isEmpty()
                || !recording.get().code().equals(asked.family().recording())) {
            // Where the recording is another one, the read was registered after its family was looked up.
            return new Outcome.Refused(new ReadRefusal.UnknownRead(asked.read()));
        }
        Known known = new Known(history.protocol(), recordings, recording.orElseThrow(), read.get());
        Optional<Refusal> refusal = Rule.firstBroken(rules(), asked, known);
        return refusal.<Outcome>map(Outcome.Refused::new).orElseGet(() -> recordings.tagged(recorded(asked, known)));
    }
}
