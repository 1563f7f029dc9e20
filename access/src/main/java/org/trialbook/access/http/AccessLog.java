package org.trialbook.access.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trialbook.access.Caller;
import org.trialbook.access.RouteLabel;

/// One structured line per request: who, which kind of request, how it ended, how long it took.
///
/// It names the route, not the path, and holds no body, no query and no header: those who operate the
/// server need not learn about subjects from its log. Of an act on a subject, and of a question about what is sealed,
/// it says only that it was answered, or that the server failed: see [RouteLabel]. Who acted stands in the record.
public final class AccessLog extends OncePerRequestFilter {

    static final String CALLER = AccessLog.class.getName() + ".caller";

    private static final Logger LOG = LoggerFactory.getLogger("org.trialbook.access.requests");

    private final Clock clock;

    public AccessLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = clock.millis();
        try {
            chain.doFilter(request, response);
        } finally {
            write(request, response, clock.millis() - start);
        }
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, long millis) {
        RouteLabel label = RouteLabel.of(request);
        String route = label.route();
        if (label.neutral()) {
            String outcome = response.getStatus() >= 500 ? "failed" : "answered";
            LOG.atInfo()
                    .addKeyValue("method", request.getMethod())
                    .addKeyValue("route", route)
                    .addKeyValue("outcome", outcome)
                    .log("{} {} {}", request.getMethod(), route, outcome);
            return;
        }
        Caller caller = (Caller) request.getAttribute(CALLER);
        LOG.atInfo()
                .addKeyValue("method", request.getMethod())
                .addKeyValue("route", route)
                .addKeyValue("status", response.getStatus())
                .addKeyValue("millis", millis)
                .addKeyValue("caller", caller == null ? "-" : caller.id())
                .addKeyValue("role", caller == null ? "-" : caller.role())
                .log("{} {} {}", request.getMethod(), route, response.getStatus());
    }
}
