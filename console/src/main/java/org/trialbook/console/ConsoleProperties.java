package org.trialbook.console;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the console.
///
/// @param study whose pages these are
/// @param commands where acts are taken
/// @param queries where questions are answered
/// @param unblindedQueries where those about what is sealed are; the same place where none is said
/// @param issuer the identity provider; its addresses are asked of it when somebody first signs in
/// @param clientId as which the console is known there
/// @param idTokenAlgorithm with which the provider signs ID tokens
/// @param hosts the names under which the console answers, beside those of the machine itself
/// @param idle after how long without a request a browser must sign in again
@ConfigurationProperties("trialbook.console")
public record ConsoleProperties(
        String study,
        URI commands,
        URI queries,
        @Nullable URI unblindedQueries,
        URI issuer,
        @DefaultValue("trialbook-console") String clientId,
        String clientSecret,
        @DefaultValue("RS256") String idTokenAlgorithm,
        @DefaultValue List<String> hosts,
        @DefaultValue("30m") Duration idle) {

    /// @throws IllegalArgumentException when a setting is missing
    public ConsoleProperties {
        require(commands, "commands");
        require(queries, "queries");
        require(issuer, "issuer");
        require(clientSecret, "client-secret");
    }

    /// Where a question is answered.
    ///
    /// @param path behind the study
    public URI queriesOf(String path) {
        return path.startsWith("/unblinded/") && unblindedQueries != null ? unblindedQueries : queries;
    }

    private static void require(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("trialbook.console.%s is not set".formatted(name));
        }
    }

    @Override
    public String toString() {
        return "ConsoleProperties[" + study + "]";
    }
}
