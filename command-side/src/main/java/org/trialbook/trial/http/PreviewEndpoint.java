package org.trialbook.trial.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.trialbook.access.Caller;
import org.trialbook.access.Permission;
import org.trialbook.access.Permissions;
import org.trialbook.access.Permitted;
import org.trialbook.access.problem.Problem;
import org.trialbook.blinding.StillSealedException;
import org.trialbook.casebook.Fold;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.Acts;
import org.trialbook.trial.act.Background;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.act.DryRun;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.ShuffleKey;

/// `POST …/acts/{act}/preview`, of an act that has one: asks what the act asks, decides as things are now, and records
/// nothing. To somebody blinded the decision is not told what they may not know.
final class PreviewEndpoint<T, B, S extends Fold> implements Permitted {
    private final Acts.Decided<T, B, S> decided;
    private final RequestBodies bodies;
    private final DryRun dryRun;
    private final Clock clock;
    private final BackgroundAnswers background;

    PreviewEndpoint(
            Acts.Decided<T, B, S> decided,
            RequestBodies bodies,
            DryRun dryRun,
            Clock clock,
            BackgroundAnswers background) {
        this.decided = decided;
        this.bodies = bodies;
        this.dryRun = dryRun;
        this.clock = clock;
        this.background = background;
    }

    @Override
    public Permission permission() {
        return decided.act().permission();
    }

    /// @param status `possible`, `refused`, or `may-be-refused` where that depends on what is sealed from who asks
    /// @param refusal as the act would be answered now; null where it would not be refused
    /// @param preview null where it cannot be told
    record Previewed(
            String act,
            String status,
            @Nullable Problem refusal,
            @Nullable Object preview) {}

    ResponseEntity<Object> post(
            @PathVariable Map<String, String> variables,
            @RequestBody(required = false) byte @Nullable [] json,
            Caller caller,
            HttpServletRequest request) {
        Permissions.require(caller, permission());
        T target = decided.act().target().read().apply(variables);
        ActEndpoint.requirePlace(caller, target);
        RequestBodies.Sent<B> sent = bodies.read(json, decided.act(), new ServletServerHttpRequest(request));
        return decided.act().mayTakeLong()
                ? background.answer(request, caller, later -> answer(variables, target, sent, caller, later))
                : answer(variables, target, sent, caller, Background.NONE);
    }

    private ResponseEntity<Object> answer(
            Map<String, String> variables, T target, RequestBodies.Sent<B> sent, Caller caller, Background later) {
        Instant now = clock.instant();
        CommandContext context = new CommandContext(
                new StudyId(Objects.requireNonNull(variables.get("study"))),
                caller,
                now,
                sent.occurredAt() == null ? now.atZone(ZoneOffset.UTC) : OccurredAt.read(sent.occurredAt(), now),
                "",
                "",
                new ShuffleKey(""),
                later);
        return ResponseEntity.ok(previewed(new Command<>(context, target, sent.body())));
    }

    private Previewed previewed(Command<T, B> command) {
        String act = decided.act().name();
        try {
            S state = dryRun.by(command.actor().blinded()).known(decided.decider(), command);
            Outcome outcome =
                    decided.act().outcome(command.context(), decided.decider().decide(command, state));
            Object preview = decided.decider().preview(command, state);
            return outcome instanceof Outcome.Refused(var refusal)
                    ? new Previewed(act, "refused", CommandSubmission.problem(refusal, command.actor()), preview)
                    : new Previewed(act, "possible", null, preview);
        } catch (StillSealedException e) {
            return new Previewed(act, "may-be-refused", null, null);
        }
    }
}
