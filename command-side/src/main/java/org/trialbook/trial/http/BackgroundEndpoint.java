package org.trialbook.trial.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.trialbook.access.Caller;
import org.trialbook.access.Permission;
import org.trialbook.access.Permissions;
import org.trialbook.access.Permitted;
import org.trialbook.trial.act.Act;

/// `GET …/acts/{act}/answers/{answer}`: how far an act is that is answered later, or the answer, for whoever sent it.
final class BackgroundEndpoint<T> implements Permitted {
    private final Act<T, ?, ?> act;
    private final BackgroundAnswers background;

    BackgroundEndpoint(Act<T, ?, ?> act, BackgroundAnswers background) {
        this.act = act;
        this.background = background;
    }

    @Override
    public Permission permission() {
        return act.permission();
    }

    ResponseEntity<Object> get(@PathVariable Map<String, String> variables, Caller caller, HttpServletRequest request) {
        Permissions.require(caller, permission());
        ActEndpoint.requirePlace(caller, act.target().read().apply(variables));
        return background.at(request.getRequestURI(), caller);
    }
}
