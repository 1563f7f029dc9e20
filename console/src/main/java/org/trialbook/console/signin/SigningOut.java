package org.trialbook.console.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;
import org.trialbook.console.record.RecordAwayException;
import org.trialbook.console.record.RecordClient;
import org.trialbook.console.record.UserTokens;

/// Signing out ends the token at the record before the session goes, and then the sign-in at the provider: a copy of
/// either is of no use to whoever has one.
@Component
class SigningOut implements LogoutHandler {

    static final String SIGN_OUT = "/signout";
    static final String SIGNED_OUT = "/signed-out";

    private static final Logger LOG = LoggerFactory.getLogger(SigningOut.class);

    private final OAuth2AuthorizedClientRepository clients;
    private final RecordClient record;
    private final OidcClientInitiatedLogoutSuccessHandler atTheProvider;

    SigningOut(
            OAuth2AuthorizedClientRepository clients, RecordClient record, ClientRegistrationRepository registrations) {
        this.clients = clients;
        this.record = record;
        this.atTheProvider = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        this.atTheProvider.setPostLogoutRedirectUri("{baseUrl}" + SIGNED_OUT);
        this.atTheProvider.setDefaultTargetUrl(SIGNED_OUT);
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication user) {
        if (user == null) {
            return;
        }
        OAuth2AuthorizedClient client = clients.loadAuthorizedClient(UserTokens.REGISTRATION, user, request);
        if (client != null) {
            try {
                record.signOut(client.getAccessToken().getTokenValue());
            } catch (RecordAwayException e) {
                // The session and the provider's sign-in end all the same, and the token within its short life.
                LOG.warn("a token could not be ended at the record: {}", e.getMessage());
            }
        }
    }

    /// The session is gone; the provider is told, and sends the browser back.
    void goOn(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication user)
            throws IOException {
        try {
            atTheProvider.onLogoutSuccess(request, response, user);
        } catch (OAuth2AuthorizationException | IllegalArgumentException | ServletException e) {
            response.sendRedirect(SIGNED_OUT);
        }
    }
}
