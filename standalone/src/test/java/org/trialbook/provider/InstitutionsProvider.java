package org.trialbook.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.trialbook.event.StudyId;

/// The demo's authorization server with keys and an address of its own, as an institution has it, over sockets. Its
/// keys
/// can be rotated, its tokens made to say something else, and what it granted last be looked at.
public final class InstitutionsProvider implements AutoCloseable {

    private final AtomicReference<ECKey> key = new AtomicReference<>(key());
    private final AtomicReference<OAuth2TokenCustomizer<JwtEncodingContext>> said = new AtomicReference<>(token -> {});
    private final AtomicReference<@Nullable String> lastToken = new AtomicReference<>();
    private final DemoClient client = DemoClient.drawn();
    private final ConfigurableApplicationContext application;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {
                OAuth2AuthorizationServerAutoConfiguration.class,
                OAuth2AuthorizationServerJwtAutoConfiguration.class
            })
    static class Application {
        @Bean
        SecurityFilterChain provider(HttpSecurity http, AuthorizationServer server) {
            return server.chain(http);
        }

        /// The framework's own endpoint for a person's data wants one.
        @Bean
        JwtDecoder tokens(AuthorizationServer server) {
            return NimbusJwtDecoder.withJwkSource(server.keys()).build();
        }
    }

    public InstitutionsProvider(StudyId study) {
        JWKSource<SecurityContext> keys = (selector, context) -> selector.select(new JWKSet(key.get()));
        AuthorizationServer server = new AuthorizationServer(
                client,
                keys,
                null,
                study,
                Duration.ofMinutes(5),
                Clock.systemUTC(),
                remembering(new InMemoryOAuth2AuthorizationService()),
                token -> {
                    if (token.getTokenType().equals(OAuth2TokenType.ACCESS_TOKEN)) {
                        said.get().customize(token);
                    }
                });
        SpringApplication starting = new SpringApplication(Application.class);
        starting.addInitializers((ApplicationContextInitializer<GenericApplicationContext>)
                context -> context.registerBean(AuthorizationServer.class, () -> server));
        // A name that no file has: this application has no settings but these.
        application = starting.run("--spring.config.name=institution", "--server.port=0", "--server.address=127.0.0.1");
    }

    public URI root() {
        return URI.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port"));
    }

    public DemoClient client() {
        return client;
    }

    /// The old key is gone at once.
    public void rotate() {
        key.set(key());
    }

    /// What access tokens say from now on.
    public void say(OAuth2TokenCustomizer<JwtEncodingContext> otherwise) {
        said.set(otherwise);
    }

    /// The last access token that was given out.
    public String lastToken() {
        return String.valueOf(lastToken.get());
    }

    private OAuth2AuthorizationService remembering(OAuth2AuthorizationService kept) {
        return new OAuth2AuthorizationService() {
            @Override
            public void save(OAuth2Authorization authorization) {
                if (authorization.getAccessToken() != null) {
                    lastToken.set(authorization.getAccessToken().getToken().getTokenValue());
                }
                kept.save(authorization);
            }

            @Override
            public void remove(OAuth2Authorization authorization) {
                kept.remove(authorization);
            }

            @Override
            public @Nullable OAuth2Authorization findById(String id) {
                return kept.findById(id);
            }

            @Override
            public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
                return kept.findByToken(token, type);
            }
        };
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        application.close();
    }
}
