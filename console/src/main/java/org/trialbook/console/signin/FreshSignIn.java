package org.trialbook.console.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/// Asks the provider for a code, always with PKCE; where an act wanted it, for a sign-in that is no older than so many
/// seconds (RFC 9470), and of the same person as before.
final class FreshSignIn implements OAuth2AuthorizationRequestResolver {

    static final String MAX_AGE = "max_age";

    private final DefaultOAuth2AuthorizationRequestResolver usual;

    FreshSignIn(ClientRegistrationRepository registrations) {
        this.usual = new DefaultOAuth2AuthorizationRequestResolver(registrations);
        this.usual.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return fresh(usual.resolve(request), request);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
        return fresh(usual.resolve(request, registration), request);
    }

    private static @Nullable OAuth2AuthorizationRequest fresh(
            @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request) {
        String age = request.getParameter(MAX_AGE);
        if (asked == null || age == null || !age.matches("[0-9]{1,6}")) {
            return asked;
        }
        Map<String, Object> more = new TreeMap<>(asked.getAdditionalParameters());
        more.put(MAX_AGE, age);
        Authentication current = SecurityContextHolder.getContext().getAuthentication();
        if (current != null && current.getPrincipal() instanceof OidcUser user) {
            String hint = user.getPreferredUsername();
            more.put("login_hint", hint == null ? user.getSubject() : hint);
        }
        return OAuth2AuthorizationRequest.from(asked).additionalParameters(more).build();
    }
}
