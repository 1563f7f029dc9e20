package org.trialbook.view.casebook;

import static org.trialbook.access.Role.OVERSIGHT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.casebook.VerificationDraws;
import org.trialbook.event.EventTypes;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.SubjectId;
import org.trialbook.event.VerificationSampleDrawn;
import org.trialbook.protocol.VerificationPlan.VerificationSample;
import org.trialbook.protocol.VerificationPlan.VerificationSample.OfEach;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// The draws of those of whom every answer is compared with the source, each drawn again from its seed.
public final class VerificationDrawsQuestion extends Question<QuestionAnswer> {
    private static final Set<String> TYPES = Set.of(
            EventTypes.nameOf(SubjectRegistered.class).qualified(),
            EventTypes.nameOf(VerificationSampleDrawn.class).qualified());

    public VerificationDrawsQuestion() {
        super(QuestionPermission.of("verification-draws").and(OVERSIGHT), "/verification/draws", List.of());
    }

    /// @param waiting how many were registered since the last draw
    record DrawsAnswer(List<Draw> draws, int waiting) {}

    /// @param among how many were registered since the draw before
    /// @param subjects who was drawn
    /// @param recomputed whether the seed draws the same again
    record Draw(
            Instant drawnAt,
            String seed,
            int percent,
            String ofEach,
            int among,
            List<SubjectId> subjects,
            boolean recomputed) {}

    @Override
    public boolean ofRecordAlone() {
        return true;
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        List<Draw> draws = new ArrayList<>();
        VerificationDraws standing = VerificationDraws.NONE;
        for (long position : parameters.record().ofTypes(TYPES, 0, snapshot.size())) {
            Optional<ProjectedEvent> recorded = parameters.record().event(position);
            if (recorded.isEmpty()) {
                continue;
            }
            if (recorded.get().event() instanceof VerificationSampleDrawn drawn) {
                draws.add(draw(drawn, standing, recorded.get().recordedAt()));
            }
            standing = standing.after(recorded.get().event());
        }
        return QuestionAnswer.whole(new DrawsAnswer(draws, standing.waiting().size()));
    }

    private static Draw draw(VerificationSampleDrawn drawn, VerificationDraws before, Instant at) {
        VerificationSample sample = new VerificationSample(
                drawn.percent(), OfEach.valueOf(drawn.ofEach().toUpperCase(Locale.ROOT)));
        return new Draw(
                at,
                drawn.seed(),
                drawn.percent(),
                drawn.ofEach(),
                before.waiting().size(),
                drawn.subjects(),
                before.draw(sample, drawn.seed()).equals(drawn.subjects()));
    }
}
