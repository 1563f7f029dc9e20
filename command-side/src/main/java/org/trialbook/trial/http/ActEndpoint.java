package org.trialbook.trial.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.trialbook.access.Caller;
import org.trialbook.access.Permission;
import org.trialbook.access.Permissions;
import org.trialbook.access.Permitted;
import org.trialbook.access.SignIn;
import org.trialbook.access.WallClock;
import org.trialbook.access.http.IdempotencyKey;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Background;

/// `POST /api/v1/studies/{study}/…/acts/{act}`, of one act: asks role, place and sign-in, reads the body, and submits.
final class ActEndpoint<T, B> implements Permitted {
    private final Act<T, B, ?> act;
    private final RequestBodies bodies;
    private final CommandSubmission submission;
    private final WallClock wall;
    private final @Nullable BackgroundAnswers background;

    /// @param background answers later where that is asked for; null where nobody can
    ActEndpoint(
            Act<T, B, ?> act,
            RequestBodies bodies,
            CommandSubmission submission,
            WallClock wall,
            @Nullable BackgroundAnswers background) {
        this.act = act;
        this.bodies = bodies;
        this.submission = submission;
        this.wall = wall;
        this.background = background;
    }

    @Override
    public Permission permission() {
        return act.permission();
    }

    ResponseEntity<Object> post(
            @PathVariable Map<String, String> variables,
            IdempotencyKey key,
            @RequestBody(required = false) byte @Nullable [] json,
            Caller caller,
            SignIn signIn,
            HttpServletRequest request) {
        CommandSubmission.Received<T, B> received =
                received(variables, key, json, caller, signIn, new ServletServerHttpRequest(request));
        return background == null
                ? submission.submit(received, Background.NONE)
                : background.answer(request, caller, later -> submission.submit(received, later));
    }

    /// The same, of whatever the request came in.
    ResponseEntity<Object> ask(
            Map<String, String> variables,
            IdempotencyKey key,
            byte @Nullable [] json,
            Caller caller,
            SignIn signIn,
            HttpInputMessage message) {
        return submission.submit(received(variables, key, json, caller, signIn, message), Background.NONE);
    }

    private CommandSubmission.Received<T, B> received(
            Map<String, String> variables,
            IdempotencyKey key,
            byte @Nullable [] json,
            Caller caller,
            SignIn signIn,
            HttpInputMessage message) {
        Permissions.require(caller, act.permission());
        StudyId study = new StudyId(Objects.requireNonNull(variables.get("study")));
        T target = act.target().read().apply(variables);
        requirePlace(caller, target);
        if (act.needsFreshSignIn()) {
            Permissions.fresh(signIn, wall.clock());
        }
        return new CommandSubmission.Received<>(act, study, target, caller, key, bodies.read(json, act, message));
    }

    /// What site staff act on is their own site's.
    static void requirePlace(Caller caller, Object target) {
        switch (target) {
            case SubjectId subject -> Permissions.ownSubject(caller, subject);
            case SiteId site -> Permissions.ownSite(caller, site);
            default -> {}
        }
    }
}
