package org.trialbook.trial.http;

import java.util.List;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trialbook.access.WallClock;
import org.trialbook.trial.act.Act;
import tools.jackson.databind.json.JsonMapper;

/// Gives every act its address.
public final class ActRoutes {
    private static final String STUDY = "/api/v1/studies/{study}";

    private ActRoutes() {}

    /// @param mapper reads bodies
    public static void mount(
            List<Act<?, ?, ?>> acts,
            CommandSubmission submission,
            JsonMapper mapper,
            WallClock wall,
            RequestMappingHandlerMapping mapping) {
        RequestBodies bodies = new RequestBodies(mapper);
        for (Act<?, ?, ?> act : acts) {
            ActEndpoint<?, ?> endpoint = new ActEndpoint<>(act, bodies, submission, wall);
            for (var method : ActEndpoint.class.getDeclaredMethods()) {
                if (method.getName().equals("post")) {
                    mapping.registerMapping(
                            RequestMappingInfo.paths(path(act))
                                    .methods(RequestMethod.POST)
                                    .options(mapping.getBuilderConfiguration())
                                    .build(),
                            endpoint,
                            method);
                }
            }
        }
    }

    /// The act's address, with variables in braces.
    public static String path(Act<?, ?, ?> act) {
        return STUDY + act.target().path() + "/acts/" + act.name();
    }
}
