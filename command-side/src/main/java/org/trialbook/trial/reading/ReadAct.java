package org.trialbook.trial.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;

/// An act on one read, whose boundary is everything that happened to its recording.
abstract class ReadAct<B> extends Act<ReadCode, B, ReadHistory> {
    /// Answered as "no such read" to everybody to whom it is not assigned.
    static final Reason NO_SUCH_READ = Reason.of(
                    "no-such-read", "A read is known by its code, to those it is assigned to.")
            .asIfAbsent();
    private static final Reason ALREADY_SUBMITTED =
            Reason.of("read-already-submitted", "A read is submitted once and never changed.");
    /// Says neither by whom nor why: a reader knows codes alone.
    private static final Reason TAKEN_BACK =
            Reason.of("recording-taken-back", "Nothing is read of a recording that was taken back.");

    ReadAct(String name, Class<B> body, Role... who) {
        super(name, Target.READ, body, who);
    }

    /// What the rules look at.
    ///
    /// @param recordings the recording of the read, and whatever else stands in the boundary
    record Known(Protocol protocol, Seals seals, Recordings recordings, OneRecording recording, OneRead read) {}

    /// What the act itself asks of a read that there is.
    abstract List<Rule<Command<ReadCode, B>, Known>> rulesOfRead();

    abstract Outcome recorded(Command<ReadCode, B> command, Known known);

    @Override
    public final boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Boundary boundary(Command<ReadCode, B> command) {
        return Boundary.none().andTypes(ProtocolPublished.class).andTagged(EventTag.of(command.target()));
    }

    /// The recording's other reads, once the read has told whose it is: by the recording's tag, and what earlier
    /// releases recorded without that tag by their codes.
    @Override
    public final Boundary further(Command<ReadCode, B> command, ReadHistory history) {
        return ofRecording(command.target(), history);
    }

    /// Everything of the read's recording, as far as it is known.
    static Boundary ofRecording(ReadCode read, ReadHistory history) {
        OneRecording recording = history.recordings().ofRead(read).orElse(null);
        if (recording == null) {
            return Boundary.none();
        }
        Boundary all = Boundary.none()
                .andTagged(EventTag.ofRecording(recording.code()))
                .andTagged(EventTag.of(recording.code()));
        for (OneRead each : recording.reads()) {
            all = all.andTagged(EventTag.of(each.code()));
        }
        return all;
    }

    @Override
    public final ReadHistory initial(Command<ReadCode, B> command) {
        return new ReadHistory();
    }

    @Override
    protected final List<Rule<Command<ReadCode, B>, ReadHistory>> rules() {
        List<Rule<Command<ReadCode, B>, ReadHistory>> all = new ArrayList<>();
        all.add((command, history) -> known(command, history).isPresent() ? null : NO_SUCH_READ.refusal());
        rulesOfRead()
                .forEach(rule -> all.add((command, history) ->
                        rule.check(command, known(command, history).orElseThrow())));
        return all;
    }

    @Override
    protected final Outcome accept(Command<ReadCode, B> command, ReadHistory history) {
        return history.recordings()
                .tagged(recorded(command, known(command, history).orElseThrow()));
    }

    private Optional<Known> known(Command<ReadCode, B> command, ReadHistory history) {
        Recordings recordings = history.recordings();
        return history.protocol()
                .flatMap(protocol -> recordings
                        .ofRead(command.target())
                        .flatMap(recording -> recording
                                .read(command.target())
                                .map(read -> new Known(protocol, history.seals(), recordings, recording, read))));
    }

    // ---- what several of them ask

    /// To everybody else the read does not exist.
    final @Nullable Refusal assignedToTheCaller(Command<ReadCode, B> command, Known known) {
        return command.actor().id().equals(known.read().reader()) ? null : NO_SUCH_READ.refusal();
    }

    final @Nullable Refusal notTakenBack(Command<ReadCode, B> command, Known known) {
        return known.recordings().takenBack(known.recording()) ? TAKEN_BACK.with("read", command.target()) : null;
    }

    final @Nullable Refusal notSubmitted(Command<ReadCode, B> command, Known known) {
        return known.read().submitted() ? ALREADY_SUBMITTED.with("read", command.target()) : null;
    }
}
