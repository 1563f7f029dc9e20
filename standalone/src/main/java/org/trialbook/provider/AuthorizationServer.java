package org.trialbook.provider;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.trialbook.access.SignIn;
import org.trialbook.access.demo.DemoPerson;
import org.trialbook.event.StudyId;

/// An OpenID provider for one client on this machine: authorization code with PKCE, refresh, revocation, sign-out.
///
/// Its access tokens say what the token check asks for: who, in which role, at which site, for which study, and when
/// they signed in.
///
/// @param tokenIssuer the `iss` of access tokens; null for the provider's own address, as everywhere else
/// @param validity how long an access token is good
/// @param authorizations what was granted, until it is used up or over
/// @param last what a token says otherwise than usual
public record AuthorizationServer(
        DemoClient client,
        JWKSource<SecurityContext> keys,
        @Nullable String tokenIssuer,
        StudyId study,
        Duration validity,
        Clock clock,
        OAuth2AuthorizationService authorizations,
        OAuth2TokenCustomizer<JwtEncodingContext> last) {

    private static final Duration SIGNED_IN_FOR = Duration.ofHours(8);
    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public SecurityFilterChain chain(HttpSecurity http) {
        OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
        JwtGenerator tokens = new JwtGenerator(new NimbusJwtEncoder(keys));
        tokens.setJwtCustomizer(this::describe);
        tokens.setClock(clock);
        http.setSharedObject(JWKSource.class, keys);
        OrRequestMatcher people = new OrRequestMatcher(
                PathPatternRequestMatcher.withDefaults().matcher(PeopleFilter.PEOPLE),
                PathPatternRequestMatcher.withDefaults().matcher(PeopleFilter.STYLE));
        http.securityMatcher(request -> new OrRequestMatcher(server.getEndpointsMatcher(), people).matches(request))
                .with(
                        server,
                        authorizing -> authorizing
                                .registeredClientRepository(new InMemoryRegisteredClientRepository(registered()))
                                .authorizationService(authorizations)
                                .authorizationServerSettings(
                                        AuthorizationServerSettings.builder().build())
                                .tokenGenerator(
                                        new DelegatingOAuth2TokenGenerator(tokens, new OAuth2RefreshTokenGenerator()))
                                .oidc(openid -> openid.logoutEndpoint(logout ->
                                        logout.authenticationProviders(providers -> providers.forEach(provider -> {
                                            if (provider instanceof OidcLogoutAuthenticationProvider signingOut) {
                                                signingOut.setAuthenticationValidator(backToThisMachine());
                                            }
                                        })))))
                .authorizeHttpRequests(requests -> requests.requestMatchers(people)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(failing -> failing.authenticationEntryPoint(
                        (request, response, nobody) -> response.sendRedirect(PeopleFilter.PEOPLE
                                + (request.getQueryString() == null ? "" : "?" + request.getQueryString()))))
                .addFilterAfter(new PeopleFilter(clock), SecurityContextHolderFilter.class)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
        return http.build();
    }

    /// A loopback address may have any port (RFC 8252, section 7.3): the console's is not known yet.
    private RegisteredClient registered() {
        return RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientSecret("{noop}" + client.secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri("http://127.0.0.1/login/oauth2/code/trialbook")
                .scope(OidcScopes.OPENID)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(validity)
                        .refreshTokenTimeToLive(SIGNED_IN_FOR)
                        .reuseRefreshTokens(false)
                        .idTokenSignatureAlgorithm(SignatureAlgorithm.ES256)
                        .build())
                .build();
    }

    private void describe(JwtEncodingContext token) {
        SignedInPerson signedIn = Objects.requireNonNull(token.getPrincipal(), "a token is somebody's");
        DemoPerson person = signedIn.person();
        token.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
        token.getClaims()
                .id(UUID.randomUUID().toString())
                .claim("auth_time", signedIn.at().getEpochSecond())
                .claim("name", person.name())
                .claim("role", person.role().storedName())
                .claim("study", study.value());
        if (person.site() != null) {
            token.getClaims().claim("site", person.site().value());
        }
        if (token.getTokenType().equals(OAuth2TokenType.ACCESS_TOKEN)) {
            token.getJwsHeader().type("JWT");
            token.getClaims().audience(List.of(SignIn.AUDIENCE));
            if (tokenIssuer != null) {
                token.getClaims().issuer(tokenIssuer);
            }
        }
        last.customize(token);
    }

    private static Consumer<OidcLogoutAuthenticationContext> backToThisMachine() {
        return signingOut -> {
            OidcLogoutAuthenticationToken asked = signingOut.getAuthentication();
            String uri = asked.getPostLogoutRedirectUri();
            if (uri != null && !isHere(URI.create(uri).getHost())) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
            }
        };
    }

    private static boolean isHere(@Nullable String host) {
        try {
            // Only a literal: a name would be looked up.
            return host != null
                    && host.matches("[0-9.]+")
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
