package org.trialbook.trial;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/// The clock of the side, but for requests that say in a header at what time they arrive: some acts happen when
/// they are recorded, and a test's subject was randomized in March.
final class RequestClock extends Clock {

    static final String HEADER = "X-Test-Now";

    private static final ThreadLocal<@Nullable Instant> ARRIVED = new ThreadLocal<>();

    private final Clock usual;

    RequestClock(Clock usual) {
        this.usual = usual;
    }

    /// Behind the sign-in, so that tokens are checked at the true time.
    static FilterRegistrationBean<OncePerRequestFilter> filter() {
        FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                String now = request.getHeader(HEADER);
                ARRIVED.set(now == null ? null : Instant.parse(now));
                try {
                    chain.doFilter(request, response);
                } finally {
                    ARRIVED.remove();
                }
            }
        });
        filter.setOrder(Ordered.LOWEST_PRECEDENCE);
        return filter;
    }

    @Override
    public Instant instant() {
        Instant arrived = ARRIVED.get();
        return arrived == null ? usual.instant() : arrived;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
