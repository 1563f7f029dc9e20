package org.trialbook.console.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trialbook.console.ConsoleProperties;

/// Answers under the names it was given and no other: the provider is told to send codes back to the name that the
/// browser asked for.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class KnownHosts extends OncePerRequestFilter {

    private static final List<String> OWN = List.of("localhost", "127.0.0.1", "[::1]");
    private static final int MISDIRECTED = 421;

    private final Set<String> known;

    KnownHosts(ConsoleProperties properties) {
        this.known = Stream.concat(OWN.stream(), properties.hosts().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (known.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(MISDIRECTED);
        }
    }
}
