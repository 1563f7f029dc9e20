package org.trialbook.trial.verification;

import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.MONITOR;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.StudyId;
import org.trialbook.event.VerificationSampleDrawn;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.VerificationPlan;
import org.trialbook.protocol.VerificationPlan.VerificationSample;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.StudyWide;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.rules.SharedReasons;

/// Draws, as the protocol's plan says, of whom every answer is compared with the source: of those that were registered
/// since the last draw. It depends on who is registered and on chance, and on nothing that was recorded of them.
public final class DrawVerificationSample extends Act<StudyId, DrawVerificationSample.Body, DrawnSubjects> {
    private static final Reason NO_SAMPLE_PLANNED =
            Reason.of("no-sample-planned", "A sample is drawn where the protocol verifies one, and not everybody.");
    private static final Reason NOBODY_TO_DRAW =
            Reason.of("nobody-to-draw", "A draw is of subjects that were registered since the last one.");

    public record Body() {}

    public DrawVerificationSample() {
        super("draw-verification-sample", Target.STUDY, Body.class, MONITOR, DATA_MANAGER);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Boundary boundary(Command<StudyId, Body> command) {
        return new DrawnSubjects().boundary();
    }

    @Override
    public DrawnSubjects initial(Command<StudyId, Body> command) {
        return new DrawnSubjects();
    }

    @Override
    public StudyWide studyWide() {
        return new DrawnSubjects();
    }

    @Override
    public StudyWide studyWide(DrawnSubjects state) {
        return state;
    }

    @Override
    protected List<Rule<Command<StudyId, Body>, DrawnSubjects>> rules() {
        return List.of(
                (command, state) -> state.protocol().isPresent() ? null : SharedReasons.noProtocol(),
                (command, state) -> sample(state).isPresent() ? null : NO_SAMPLE_PLANNED.refusal(),
                DrawVerificationSample::anybody);
    }

    private static Optional<VerificationSample> sample(DrawnSubjects state) {
        return state.protocol().map(Protocol::verification).map(VerificationPlan::drawn);
    }

    private static @Nullable Refusal anybody(Command<StudyId, Body> command, DrawnSubjects state) {
        return state.draws().waiting().isEmpty() ? NOBODY_TO_DRAW.refusal() : null;
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, DrawnSubjects state) {
        VerificationSample sample = sample(state).orElseThrow();
        String seed = HexFormat.of().formatHex(command.context().chance().bytes("verification-sample"));
        return Outcome.recorded(new VerificationSampleDrawn(
                command.study(),
                seed,
                sample.percent(),
                sample.ofEach().storedName(),
                state.draws().draw(sample, seed)));
    }
}
