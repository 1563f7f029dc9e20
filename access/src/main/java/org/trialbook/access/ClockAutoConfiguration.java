package org.trialbook.access;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.trialbook.access.demo.TrialClock;

/// The system's clock, wherever an application (or a test) doesn't bring its own; above it, in the demo, the trial's.
@AutoConfiguration
@EnableConfigurationProperties(AccessProperties.class)
public class ClockAutoConfiguration {

    @Bean("clock")
    @Profile("!demo")
    @ConditionalOnMissingBean
    Clock clock() {
        return system();
    }

    @Bean("clock")
    @Profile("demo")
    @ConditionalOnMissingBean
    Clock trialClock(AccessProperties properties) {
        Path directory = Objects.requireNonNullElse(properties.demoDir(), IdentityConfiguration.USUAL_DEMO_DIR);
        return TrialClock.resume(directory, system());
    }

    @Bean
    @ConditionalOnMissingBean
    WallClock wallClock(Clock clock) {
        return new WallClock(clock instanceof TrialClock trial ? trial.wall() : clock);
    }

    private static Clock system() {
        return Clock.systemUTC();
    }
}
