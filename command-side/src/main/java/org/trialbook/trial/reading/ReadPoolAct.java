package org.trialbook.trial.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.StudyWide;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.rules.SharedReasons;

/// An act on the reads of a modality, whichever they are: it looks at who has what, and what nobody has.
abstract class ReadPoolAct<B extends ReadPoolAct.OfModality> extends Act<String, B, ReadPool> {
    /// What a request for such an act says.
    interface OfModality {
        String modality();
    }

    ReadPoolAct(String name, Class<B> body, Role... who) {
        super(name, Target.READS, body, who);
    }

    /// @param plan how the act's modality is read
    abstract Outcome among(Command<String, B> command, ReadPlan plan, Recordings recordings);

    @Override
    public final boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public final Boundary boundary(Command<String, B> command) {
        return new ReadPool().boundary();
    }

    @Override
    public final ReadPool initial(Command<String, B> command) {
        return new ReadPool();
    }

    @Override
    public final StudyWide studyWide() {
        return new ReadPool();
    }

    @Override
    public final StudyWide studyWide(ReadPool pool) {
        return pool;
    }

    @Override
    protected final List<Rule<Command<String, B>, ReadPool>> rules() {
        return List.of(
                (command, pool) -> pool.protocol().isPresent() ? null : SharedReasons.noProtocol(), this::planned);
    }

    @Override
    protected final Outcome accept(Command<String, B> command, ReadPool pool) {
        ReadPlan plan = pool.protocol()
                .flatMap(protocol -> protocol.readPlan(command.body().modality()))
                .orElseThrow();
        Recordings recordings = pool.recordings();
        return recordings.tagged(among(command, plan, recordings));
    }

    private @Nullable Refusal planned(Command<String, B> command, ReadPool pool) {
        Protocol protocol = pool.protocol().orElseThrow();
        String modality = command.body().modality();
        return protocol.readPlan(modality).isPresent() ? null : unknownModality(protocol, modality);
    }

    static Refusal unknownModality(Protocol protocol, String modality) {
        return SharedReasons.unknownCode(
                "modality",
                modality,
                protocol.reads().stream().map(ReadPlan::modality).toList());
    }
}
