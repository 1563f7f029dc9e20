package org.trialbook.access.wiring;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.trialbook.access.WallClock;
import org.trialbook.access.clock.ClockWatch;
import org.trialbook.access.clock.ElapsedTime;
import org.trialbook.access.demo.TrialClock;

/// The system's clock and the watch over it, wherever an application (or a test) doesn't bring its own; above it,
/// in the demo, the trial's.
@AutoConfiguration
@EnableConfigurationProperties(AccessProperties.class)
public class ClockAutoConfiguration {

    /// Everything in this process asks this clock for the time. It never jumps by more than the bound.
    @Bean("clock")
    @Profile("!demo")
    @ConditionalOnMissingBean
    Clock clock(ClockWatch watch) {
        return watch.clock();
    }

    /// @param begins when the time of a demo's trial begins, such as 2024-08-12T06:00:00Z; the wall clock's when it is
    ///     empty. Whoever simulates a past trial says it before the record has its first event
    @Bean("clock")
    @Profile("demo")
    @ConditionalOnMissingBean
    Clock trialClock(AccessProperties properties, ClockWatch watch, @Value("${trialbook.demo-begins:}") String begins) {
        Path directory = Objects.requireNonNullElse(properties.demoDir(), IdentityConfiguration.USUAL_DEMO_DIR);
        TrialClock clock = TrialClock.resume(directory, watch.clock());
        if (!begins.isBlank() && !clock.begun()) {
            clock.advanceTo(Instant.parse(begins));
        }
        return clock;
    }

    @Bean
    @ConditionalOnMissingBean
    ElapsedTime elapsedTime() {
        return ElapsedTime.ofTheMachine();
    }

    /// @param bound how far the system's clock and the time that passes may be apart
    @Bean
    @ConditionalOnMissingBean
    ClockWatch clockWatch(ElapsedTime elapsed, @Value("${trialbook.clock-bound:2m}") Duration bound) {
        return new ClockWatch(Clock.systemUTC(), elapsed, bound);
    }

    @Bean
    @ConditionalOnMissingBean
    WallClock wallClock(Clock clock) {
        return new WallClock(clock instanceof TrialClock trial ? trial.wall() : clock);
    }
}
