package org.trialbook.console.record;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.WebUtils;

/// The access token of whoever makes the current request, renewed where it has expired. It never leaves this process
/// but for the record.
@Component
public class UserTokens {

    public static final String REGISTRATION = "trialbook";

    private final OAuth2AuthorizedClientManager clients;

    UserTokens(OAuth2AuthorizedClientManager clients) {
        this.clients = clients;
    }

    /// @throws SignInOverException when there is none any more
    public String current() {
        HttpServletRequest request =
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        Authentication user = Objects.requireNonNull(
                SecurityContextHolder.getContext().getAuthentication(), "a page is made for somebody");
        // A provider may take a refresh token once: two requests of one session renew one after the other.
        synchronized (WebUtils.getSessionMutex(request.getSession())) {
            return token(user);
        }
    }

    private String token(Authentication user) {
        @Nullable OAuth2AuthorizedClient client;
        try {
            client = clients.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(REGISTRATION)
                    .principal(user)
                    .build());
        } catch (OAuth2AuthorizationException e) {
            throw new SignInOverException(e.getError().getErrorCode());
        }
        if (client == null) {
            throw new SignInOverException("no-token");
        }
        return client.getAccessToken().getTokenValue();
    }
}
