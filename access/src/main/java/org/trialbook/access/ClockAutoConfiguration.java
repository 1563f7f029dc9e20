package org.trialbook.access;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.trialbook.access.clock.ClockWatch;
import org.trialbook.access.clock.ElapsedTime;

/// The system's clock and the watch over it, wherever an application (or a test) doesn't bring its own.
@AutoConfiguration
public class ClockAutoConfiguration {

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

    /// What everything here asks for the time: it never jumps by more than the bound.
    @Bean
    @ConditionalOnMissingBean
    Clock clock(ClockWatch watch) {
        return watch.clock();
    }
}
