package org.trialbook.trial.http;

import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trialbook.access.WallClock;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Acts;
import org.trialbook.trial.act.DryRun;
import org.trialbook.trial.act.Target;
import tools.jackson.databind.json.JsonMapper;

/// Gives every act its address, and every kind of target the address at which it is asked what can be done.
public final class ActRoutes {
    private static final String STUDY = "/api/v1/studies/{study}";
    private static final String ACTS = "/acts";
    /// Behind an act's address: what it would come to.
    public static final String PREVIEW = "/preview";

    private final RequestMappingHandlerMapping mapping;

    public ActRoutes(RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    /// @param mapper reads bodies
    /// @param background answers later what may take long
    public void mount(
            List<Acts.Decided<?, ?, ?>> acts,
            CommandSubmission submission,
            JsonMapper mapper,
            WallClock wall,
            BackgroundAnswers background) {
        RequestBodies bodies = new RequestBodies(mapper);
        for (Acts.Decided<?, ?, ?> decided : acts) {
            Act<?, ?, ?> act = decided.act();
            BackgroundAnswers later = act.mayTakeLong() ? background : null;
            mount(path(act), RequestMethod.POST, new ActEndpoint<>(act, bodies, submission, wall, later), "post");
            if (later != null) {
                BackgroundEndpoint<?> answers = new BackgroundEndpoint<>(act, later);
                String answer = BackgroundAnswers.ANSWERS + "{answer}";
                mount(path(act) + answer, RequestMethod.GET, answers, "get");
                if (act.hasPreview()) {
                    mount(path(act) + PREVIEW + answer, RequestMethod.GET, answers, "get");
                }
            }
        }
    }

    public void mountQuestions(List<Acts.Decided<?, ?, ?>> acts, DryRun dryRun, Clock clock) {
        for (Target<?> target : List.of(Target.STUDY, Target.SITE, Target.SUBJECT, Target.READ, Target.READS)) {
            mount(
                    STUDY + target.path() + ACTS,
                    RequestMethod.GET,
                    new PossibleActs<>(target, on(target, acts), dryRun, clock),
                    "get");
        }
    }

    /// Mounts the previews of those acts that have one.
    ///
    /// @param mapper reads bodies
    public void mountPreviews(
            List<Acts.Decided<?, ?, ?>> acts,
            DryRun dryRun,
            JsonMapper mapper,
            Clock clock,
            BackgroundAnswers background) {
        RequestBodies bodies = new RequestBodies(mapper);
        for (Acts.Decided<?, ?, ?> decided : acts) {
            if (decided.act().hasPreview()) {
                mount(
                        path(decided.act()) + PREVIEW,
                        RequestMethod.POST,
                        new PreviewEndpoint<>(decided, bodies, dryRun, clock, background),
                        "post");
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // those whose target it is
    private static <T> List on(Target<T> target, List<Acts.Decided<?, ?, ?>> acts) {
        return acts.stream()
                .filter(decided -> decided.act().target().equals(target))
                .toList();
    }

    private void mount(String path, RequestMethod verb, Object endpoint, String name) {
        Method method = Arrays.stream(endpoint.getClass().getDeclaredMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        mapping.registerMapping(
                RequestMappingInfo.paths(path)
                        .methods(verb)
                        .options(mapping.getBuilderConfiguration())
                        .build(),
                endpoint,
                method);
    }

    /// The act's address, with variables in braces.
    public static String path(Act<?, ?, ?> act) {
        return STUDY + act.target().path() + ACTS + "/" + act.name();
    }
}
