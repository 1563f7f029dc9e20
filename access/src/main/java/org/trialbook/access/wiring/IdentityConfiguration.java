package org.trialbook.access.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.trialbook.access.WallClock;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoScrape;
import org.trialbook.access.demo.DemoSecretsOutsideDemoException;
import org.trialbook.access.token.IdentityProvider;
import org.trialbook.access.token.NoIdentityProviderException;
import org.trialbook.access.token.ScrapeToken;

/// Whose tokens count, and with which the meters are scraped: in the profile `demo` the demo's own, otherwise those
/// that are configured.
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    static final Path USUAL_DEMO_DIR = Path.of(".trialbook");

    @Configuration(proxyBeanMethods = false)
    @Profile("demo")
    static class Demo {

        @Bean
        DemoIdentity demoIdentity(AccessProperties properties, WallClock wall) {
            return DemoIdentity.open(Objects.requireNonNullElse(properties.demoDir(), USUAL_DEMO_DIR), wall.clock());
        }

        @Bean
        JwtDecoder tokens(DemoIdentity demo, AccessProperties properties, WallClock wall) {
            return IdentityProvider.demo(demo, properties.session().longest(), wall.clock());
        }

        @Bean
        ScrapeToken scrapeToken(AccessProperties properties) {
            return ScrapeToken.of(Objects.requireNonNullElse(properties.scrapeToken(), DemoScrape.TOKEN));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Profile("!demo")
    static class External {

        /// @throws DemoSecretsOutsideDemoException when what is configured is a demo's
        @Bean
        JwtDecoder tokens(AccessProperties properties, WallClock wall) {
            String issuer = properties.identity().issuer();
            String keys = properties.identity().jwkSetUri();
            refuse(issuer != null && issuer.equals(DemoIdentity.ISSUER), "trialbook.identity.issuer", issuer);
            refuse(keys != null && keys.contains(DemoIdentity.FILE), "trialbook.identity.jwk-set-uri", keys);
            Path demoDir = properties.demoDir();
            refuse(demoDir != null && Files.exists(demoDir.resolve(DemoIdentity.FILE)), "trialbook.demo-dir", demoDir);
            if (issuer == null || issuer.isBlank() || keys == null || keys.isBlank()) {
                throw new NoIdentityProviderException();
            }
            return IdentityProvider.external(issuer, keys, properties.session().longest(), wall.clock());
        }

        /// @throws DemoSecretsOutsideDemoException when it is the demo's
        @Bean
        ScrapeToken scrapeToken(AccessProperties properties) {
            String secret = properties.scrapeToken();
            refuse(secret != null && DemoScrape.isDemoToken(secret), "trialbook.scrape-token", secret);
            return ScrapeToken.of(secret);
        }

        private static void refuse(boolean demos, String property, @Nullable Object value) {
            if (demos) {
                throw new DemoSecretsOutsideDemoException(property, String.valueOf(value));
            }
        }
    }
}
