package org.trialbook.view.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;

/// Takes forms from our own pages only: nobody else's page may sign somebody in, as somebody, or out.
///
/// Browsers say where a form comes from, in `Sec-Fetch-Site` or, without TLS, in `Origin`. Whatever sends neither is
/// no browser, and then there is no other page that could have made it send.
final class SameOrigin {

    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private SameOrigin() {}

    /// @throws ProblemException (403) when the form comes from another site
    static void require(HttpServletRequest request) {
        String site = request.getHeader(FETCH_SITE);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean own = site != null
                ? site.equals("same-origin") || site.equals("none")
                : origin == null || names(origin, request.getHeader(HttpHeaders.HOST));
        if (!own) {
            throw new ProblemException(Problem.of(
                    "cross-site-form",
                    "The form comes from another site",
                    403,
                    "Sign in and out on the pages of this server only."));
        }
    }

    /// The scheme isn't compared: a proxy may have taken the TLS off.
    private static boolean names(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
