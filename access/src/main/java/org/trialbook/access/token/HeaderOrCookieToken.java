package org.trialbook.access.token;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Finds the token: in the `Authorization` header, or, to read pages and nothing else, in the cookie
/// [#COOKIE].
///
/// A browser sends a cookie along with requests that other sites start; since a cookie never carries an
/// act, there is nothing for such a request to forge.
public final class HeaderOrCookieToken implements BearerTokenResolver {

    /// Set it HttpOnly, SameSite=Strict, and Secure wherever there is TLS.
    public static final String COOKIE = "trialbook_token";

    private final DefaultBearerTokenResolver header = new DefaultBearerTokenResolver();
    private final RequestMatcher open;

    /// @param open where no token is needed, and none looked at: a stale one mustn't lock anybody out of
    ///     the sign-in page
    public HeaderOrCookieToken(RequestMatcher open) {
        this.open = open;
    }

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        if (open.matches(request)) {
            return null;
        }
        if (Collections.list(request.getHeaders("Authorization")).size() > 1) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(TokenRules.INVALID, "Send exactly one Authorization header.", null));
        }
        String inHeader = header.resolve(request);
        String token = inHeader != null || !onlyReads(request) ? inHeader : cookie(request);
        if (token != null) {
            request.setAttribute(Found.class.getName(), new Found(token, inHeader == null));
        }
        return token;
    }

    /// The token as it came, whether or not it is valid.
    record Found(String token, boolean inCookie) {

        static @Nullable Found in(HttpServletRequest request) {
            return request.getAttribute(Found.class.getName()) instanceof Found found ? found : null;
        }
    }

    /// The token that a request to sign out is about, though none is needed to ask for that: the header's, or else the
    /// cookie's.
    public static @Nullable String toSignOut(HttpServletRequest request) {
        String said = request.getHeader("Authorization");
        return said != null && said.regionMatches(true, 0, "Bearer ", 0, 7)
                ? said.substring(7).strip()
                : cookie(request);
    }

    private static boolean onlyReads(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private static @Nullable String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE) && !cookie.getValue().isEmpty()) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
