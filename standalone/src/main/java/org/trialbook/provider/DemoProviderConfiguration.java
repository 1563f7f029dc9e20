package org.trialbook.provider;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.web.SecurityFilterChain;
import org.trialbook.access.WallClock;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.event.StudyId;

/// The demo's provider, in the demo and nowhere else.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
public class DemoProviderConfiguration {

    @Bean
    static DemoClient demoClient() {
        return DemoClient.drawn();
    }

    /// Before the gate, which would ask for a token.
    ///
    /// @param validity how long an access token is good; the client renews it
    @Bean
    @Order(0)
    SecurityFilterChain demoProvider(
            HttpSecurity http,
            DemoClient client,
            DemoIdentity identity,
            WallClock wall,
            @Value("${trialbook.study}") String study,
            @Value("${trialbook.demo-token:15m}") Duration validity) {
        return new AuthorizationServer(
                        client,
                        new ImmutableJWKSet<>(new JWKSet(identity.signingKey())),
                        DemoIdentity.ISSUER,
                        new StudyId(study),
                        validity,
                        wall.clock(),
                        new InMemoryOAuth2AuthorizationService(),
                        token -> {})
                .chain(http);
    }
}
