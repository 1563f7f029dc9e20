package org.trialbook.trial.http;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.trialbook.access.Answering;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.QuestionPermission;
import org.trialbook.access.SharedQuestions;
import org.trialbook.access.problem.Problem;
import org.trialbook.blinding.StillSealedException;
import org.trialbook.casebook.Fold;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.Acts;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.act.DryRun;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.ShuffleKey;
import org.trialbook.trial.act.Target;

/// `GET /api/v1/studies/{study}/…/acts`: which acts this caller could do now on this target, and what stands in the
/// way of the others. The decisions are run dry: nothing is recorded, not even a refusal.
///
/// For somebody blinded they are run on what somebody blinded may know, so the answer cannot depend on anything else.
/// Where a rule asks for more, it is answered that the act may be refused.
final class PossibleActs<T> implements Answering {
    /// @param act the act's name
    /// @param state `possible`, `refused` or `may-be-refused`
    /// @param freshSignIn whether it needs a sign-in within the last minutes
    /// @param refusal what the act would be answered with; null unless it is `refused`
    record Possibility(
            String act,
            String state,
            boolean freshSignIn,
            @Nullable Problem refusal) {}

    record Answer(List<Possibility> acts) {}

    private final Target<T> target;
    private final List<Acts.Decided<T, ?, ?>> acts;
    private final DryRun dryRun;
    private final Clock clock;

    PossibleActs(Target<T> target, List<Acts.Decided<T, ?, ?>> acts, DryRun dryRun, Clock clock) {
        this.target = target;
        this.acts = acts;
        this.dryRun = dryRun;
        this.clock = clock;
    }

    @Override
    public Set<QuestionPermission> questions() {
        return Set.of(SharedQuestions.POSSIBLE_ACTS);
    }

    ResponseEntity<Object> get(@PathVariable Map<String, String> variables, Caller caller) {
        Permissions.require(caller, SharedQuestions.POSSIBLE_ACTS);
        T about = target.read().apply(variables);
        ActEndpoint.requirePlace(caller, about);
        Instant now = clock.instant();
        StudyId study = new StudyId(Objects.requireNonNull(variables.get("study")));
        CommandContext context =
                new CommandContext(study, caller, now, now.atZone(ZoneOffset.UTC), "", "", new ShuffleKey(""));
        DryRun.Asked asked = dryRun.by(context.actor().blinded());
        List<Possibility> answer = new ArrayList<>();
        boolean hidden = false;
        for (Acts.Decided<T, ?, ?> decided : acts) {
            if (decided.act().permission().openTo(caller.role())) {
                @Nullable Possibility possibility = possibility(decided, context, about, asked);
                hidden |= possibility == null;
                if (possibility != null) {
                    answer.add(possibility);
                }
            }
        }
        if (hidden && answer.isEmpty()) {
            throw target.none().get();
        }
        return ResponseEntity.ok(new Answer(answer));
    }

    /// Null where the act is answered as if there were no such target.
    private <B, S extends Fold> @Nullable Possibility possibility(
            Acts.Decided<T, B, S> decided, CommandContext context, T about, DryRun.Asked asked) {
        Command<T, B> command = new Command<>(context, about, null);
        String name = decided.act().name();
        boolean fresh = decided.act().needsFreshSignIn();
        try {
            S state = asked.known(decided.decider(), command);
            Refusal refusal = decided.decider().objection(command, state);
            if (refusal == null) {
                return new Possibility(name, "possible", fresh, null);
            }
            return refusal.reason().hidden()
                    ? null
                    : new Possibility(name, "refused", fresh, CommandSubmission.problem(refusal, context.actor()));
        } catch (StillSealedException e) {
            return new Possibility(name, "may-be-refused", fresh, null);
        }
    }
}
