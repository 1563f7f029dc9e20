package org.trialbook.access.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Finds the token in the `Authorization` header and nowhere else. A browser sends a cookie along with requests that
/// other sites start, and a header never: there is nothing for such a request to forge.
public final class HeaderToken implements BearerTokenResolver {

    private final DefaultBearerTokenResolver header = new DefaultBearerTokenResolver();
    private final RequestMatcher open;

    /// @param open where no token is needed, and none looked at
    public HeaderToken(RequestMatcher open) {
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
        String token = header.resolve(request);
        if (token != null) {
            request.setAttribute(HeaderToken.class.getName(), token);
        }
        return token;
    }

    /// The current request's token as it came, whether or not it is valid.
    static @Nullable String of(HttpServletRequest request) {
        return request.getAttribute(HeaderToken.class.getName()) instanceof String token ? token : null;
    }
}
