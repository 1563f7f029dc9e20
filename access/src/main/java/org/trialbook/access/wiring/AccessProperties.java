package org.trialbook.access.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an operator sets about access, under `trialbook.`.
///
/// @param identity whose tokens count; not looked at in the profile `demo`
/// @param demoDir where the demo keeps its key; only in the profile `demo`
/// @param study the study served here; a token for another one then reads nothing
/// @param rateLimit how many requests one caller may make on this node
/// @param scrapeToken the secret with which a monitoring system reads the meters; without it nobody can read them
/// @param hosts the names under which this server answers, beside those of the machine itself
/// @param session how long tokens last
/// @param maxRequestBytes the longest body taken
/// @param maxMediaBytes the longest media file taken
/// @param maxImportBytes the longest body with a file of values
@ConfigurationProperties("trialbook")
public record AccessProperties(
        @DefaultValue Identity identity,
        @Nullable Path demoDir,
        @Nullable String study,
        @DefaultValue RateLimit rateLimit,
        @Nullable String scrapeToken,
        @DefaultValue List<String> hosts,
        @DefaultValue Session session,
        @DefaultValue("1048576") long maxRequestBytes,
        @DefaultValue("67108864") long maxMediaBytes,
        @DefaultValue("16777216") long maxImportBytes) {

    /// @param issuer the `iss` of every token
    /// @param jwkSetUri where the issuer publishes its keys
    public record Identity(
            @Nullable String issuer, @Nullable String jwkSetUri) {}

    /// @param longest from a token's `iat` to its `exp`, at most
    public record Session(@DefaultValue("12h") Duration longest) {

        public Session {
            if (!longest.isPositive()) {
                throw new IllegalArgumentException("trialbook.session: longest is a positive duration");
            }
        }
    }

    /// @param perSecond 0 for no limit
    /// @param burst how many requests a caller may have saved up
    public record RateLimit(
            @DefaultValue("200") long perSecond,
            @DefaultValue("400") long burst) {

        public RateLimit {
            if (perSecond < 0 || burst < 1) {
                throw new IllegalArgumentException(
                        "trialbook.rate-limit: per-second is at least 0 and burst at least 1");
            }
        }
    }
}
