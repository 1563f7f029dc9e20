package org.trialbook.trial.datacut;

import static org.trialbook.access.Role.BLINDED_STATISTICIAN;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.STATISTICIAN;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.DataCutNamed;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SharedReasons;

/// Names the data as they stand now (ICH E9 4.5: an interim analysis is of data up to a cut that is said). Also after
/// the lock: then it is the final one.
public final class NameDataCut extends Act<StudyId, NameDataCut.Body, NameDataCut.State> {
    private static final Reason CUT_IS_NAMED =
            Reason.of("cut-is-named", "A name means one cut of the data for ever; another cut has another name.");

    private static final List<Rule<Command<StudyId, Body>, State>> RULES =
            List.of((command, state) -> state.protocol ? null : SharedReasons.noProtocol(), NameDataCut::free);

    /// @param cut its name, such as `interim-1`
    /// @param because what it is for
    public record Body(
            @Text(longest = 40) String cut,
            @Text(oneOf = {"interim", "final"}) String kind,
            @Text String because) {}

    public NameDataCut() {
        super("name-data-cut", Target.STUDY, Body.class, DATA_MANAGER, STATISTICIAN, BLINDED_STATISTICIAN);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public boolean endsWithTheLock() {
        return false;
    }

    @Override
    public Boundary boundary(Command<StudyId, Body> command) {
        return Boundary.none().andTypes(ProtocolPublished.class).andTypes(DataCutNamed.class);
    }

    public static final class State implements Fold {
        private final Set<String> cuts = new LinkedHashSet<>();
        private boolean protocol;

        @Override
        public void apply(RecordedEvent recorded) {
            protocol |= recorded.event() instanceof ProtocolPublished;
            if (recorded.event() instanceof DataCutNamed named) {
                cuts.add(named.cut());
            }
        }
    }

    @Override
    public State initial(Command<StudyId, Body> command) {
        return new State();
    }

    @Override
    protected List<Rule<Command<StudyId, Body>, State>> rules() {
        return RULES;
    }

    private static @Nullable Refusal free(Command<StudyId, Body> command, State state) {
        String cut = command.body().cut();
        return state.cuts.contains(cut) ? CUT_IS_NAMED.with("cut", cut) : null;
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, State state) {
        Body body = command.body();
        return Outcome.recorded(new DataCutNamed(command.study(), body.cut(), body.kind(), body.because()));
    }
}
