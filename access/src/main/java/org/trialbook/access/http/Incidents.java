package org.trialbook.access.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.access.problem.IncidentIds;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.Problems;
import org.trialbook.access.problem.Unforeseen;

/// Gives what nobody foresaw a name, and logs it once and bounded, without what the request carried or what is sealed.
public final class Incidents implements Unforeseen {

    private static final Logger LOG = LoggerFactory.getLogger(Unforeseen.class);

    /// Whether the request's fault was logged: an error that is sent on to the error page is one incident.
    private static final String LOGGED = Unforeseen.class.getName();

    private final IncidentIds incidents;

    public Incidents(IncidentIds incidents) {
        this.incidents = incidents;
    }

    @Override
    public Problem problem(HttpServletRequest request, @Nullable Throwable thrown) {
        if (request.getAttribute(LOGGED) instanceof String known) {
            return Problems.unexpected(known);
        }
        String incident = incidents.next();
        request.setAttribute(LOGGED, incident);
        Silenced.log(LOG, request, incident, thrown);
        return Problems.unexpected(incident);
    }
}
