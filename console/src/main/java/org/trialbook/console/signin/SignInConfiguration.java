package org.trialbook.console.signin;

import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.trialbook.console.ConsoleProperties;
import org.trialbook.console.record.UserTokens;

/// How somebody signs in, and what every answer says to a browser.
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SignInConfiguration.class);

    private static final String[] OPEN = {
        "/_static/**", "/actuator/health", "/actuator/health/**", SigningOut.SIGNED_OUT, "/favicon.ico"
    };

    private static final String NO_DEVICES = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), "
            + "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    /// The provider says where it is when somebody first signs in, so that the console starts without it.
    @Bean
    ClientRegistrationRepository clientRegistrations(ConsoleProperties properties) {
        return new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(registration(properties)));
    }

    private static ClientRegistration registration(ConsoleProperties properties) {
        return ClientRegistrations.fromIssuerLocation(properties.issuer().toString())
                .registrationId(UserTokens.REGISTRATION)
                .clientId(properties.clientId())
                .clientSecret(properties.clientSecret())
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope(OidcScopes.OPENID)
                // Who somebody is stands in the ID token, and what they may, the record says.
                .userInfoUri(null)
                .build();
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(ConsoleProperties properties) {
        SignatureAlgorithm algorithm = Objects.requireNonNull(
                SignatureAlgorithm.from(properties.idTokenAlgorithm()), "trialbook.console.id-token-algorithm is none");
        OidcIdTokenDecoderFactory decoders = new OidcIdTokenDecoderFactory();
        decoders.setJwsAlgorithmResolver(registration -> algorithm);
        return decoders;
    }

    /// Tokens live as long as the session they belong to, and nowhere else.
    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OAuth2AuthorizedClientManager clientManager(
            ClientRegistrationRepository registrations, OAuth2AuthorizedClientRepository clients) {
        DefaultOAuth2AuthorizedClientManager manager = new DefaultOAuth2AuthorizedClientManager(registrations, clients);
        // Without `authorizationCode`: who has no token is sent to sign in by the console, which keeps their form.
        manager.setAuthorizedClientProvider(
                OAuth2AuthorizedClientProviderBuilder.builder().refreshToken().build());
        return manager;
    }

    @Bean
    SecurityFilterChain console(
            HttpSecurity http,
            ConsoleProperties properties,
            ClientRegistrationRepository registrations,
            SignInAgain again,
            Arriving arriving,
            SigningOut leaving) {
        // What failed is said, and not answered with another sign-in that fails.
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2Login(login -> login.loginPage(SignInAgain.START)
                        .authorizationEndpoint(
                                endpoint -> endpoint.authorizationRequestResolver(new FreshSignIn(registrations)))
                        .successHandler(arriving)
                        .failureHandler((request, response, e) -> {
                            LOG.warn("a sign-in failed: {}", e.getMessage());
                            response.sendRedirect(SigningOut.SIGNED_OUT + "?failed");
                        }))
                .exceptionHandling(
                        failing -> failing.authenticationEntryPoint(again).accessDeniedHandler(again))
                .logout(logout -> logout.logoutUrl(SigningOut.SIGN_OUT)
                        .addLogoutHandler(leaving)
                        .logoutSuccessHandler(leaving::goOn))
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(contentPolicy(properties.issuer())))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions -> permissions.policy(NO_DEVICES))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN)))
                .build();
    }

    /// A form may lead to the provider: it does when somebody must sign in for it.
    private static String contentPolicy(URI issuer) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
                + "connect-src 'self'; form-action 'self' %s://%s; base-uri 'none'; frame-ancestors 'none'"
                        .formatted(issuer.getScheme(), issuer.getAuthority());
    }
}
