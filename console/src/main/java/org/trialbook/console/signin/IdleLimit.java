package org.trialbook.console.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trialbook.console.ConsoleProperties;

/// Ends a session from which nothing was asked for a while. To ask how much time is left ([#LEFT]) is not to use it.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 60)
public class IdleLimit extends OncePerRequestFilter {

    /// `GET`: how much is left, in seconds. `POST`: somebody is still there.
    static final String LEFT = "/session";

    private static final String LAST_USE = "trialbook.last-use";

    private final Duration limit;
    private final Clock clock;

    IdleLimit(ConsoleProperties properties, Clock clock) {
        this.limit = properties.idle();
        this.clock = clock;
    }

    public Duration limit() {
        return limit;
    }

    void begin(HttpSession session) {
        session.setAttribute(LAST_USE, clock.instant());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/_static/")
                || request.getRequestURI().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        Instant last = lastUse(session);
        boolean asksOnly =
                request.getMethod().equals("GET") && request.getRequestURI().equals(LEFT);
        if (session != null && last != null) {
            if (!left(last).isPositive()) {
                session.invalidate();
            } else if (!asksOnly) {
                begin(session);
            }
        }
        if (asksOnly) {
            Instant now = lastUse(request.getSession(false));
            response.setContentType("text/plain");
            response.setHeader("Cache-Control", "no-store");
            // Rounded up: 0 says that it is over, and a form that is sent then must not be acted upon.
            response.getWriter()
                    .print(
                            now == null
                                    ? 0
                                    : left(now).plusSeconds(1).minusNanos(1).toSeconds());
            return;
        }
        chain.doFilter(request, response);
    }

    private Duration left(Instant last) {
        return Duration.between(clock.instant(), last.plus(limit));
    }

    private static @Nullable Instant lastUse(@Nullable HttpSession session) {
        return session != null && session.getAttribute(LAST_USE) instanceof Instant last ? last : null;
    }
}
