package org.trialbook.access.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trialbook.access.problem.ProblemWriter;
import org.trialbook.access.problem.Problems;

/// Answers under the names that this server has, and under no other: a page of somebody else's, whose name is made to
/// lead here (DNS rebinding), gets nothing that its script could read.
///
/// Names of this machine count always: no resolver leads them here from elsewhere. Looked at are the `Host` header
/// itself and what a proxy says that it was; ports do not count.
public final class HostNames extends OncePerRequestFilter {

    private static final List<String> OF_THIS_MACHINE = List.of("localhost", "127.0.0.1", "::1");

    private final Set<String> names = new HashSet<>(OF_THIS_MACHINE);
    private final ProblemWriter writer;

    /// @param further such as `trialbook.example.net`
    public HostNames(Collection<String> further, ProblemWriter writer) {
        further.forEach(name -> names.add(bare(name.strip())));
        this.writer = writer;
    }

    /// A request under another name is answered with 421 (RFC 9110, section 15.5.20).
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (ours(request.getServerName())
                && Collections.list(request.getHeaders(HttpHeaders.HOST)).stream()
                        .allMatch(host -> ours(withoutPort(host)))) {
            chain.doFilter(request, response);
        } else {
            writer.write(response, Problems.misdirected());
        }
    }

    private boolean ours(String name) {
        return names.contains(bare(name));
    }

    private static String withoutPort(String host) {
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }

    /// Without the brackets of an IPv6 address and the dot of a name's root, in lower case.
    private static String bare(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
