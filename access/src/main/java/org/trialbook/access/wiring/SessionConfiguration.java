package org.trialbook.access.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.access.WallClock;
import org.trialbook.access.token.SharedSignOuts;
import org.trialbook.access.token.SignInProblems;
import org.trialbook.access.token.SignOutCheck;
import org.trialbook.access.token.SignOuts;
import org.trialbook.access.token.TokenAgain;

/// How long somebody is signed in who has a valid token.
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    /// A sign-out holds in every process after at most this long.
    private static final Duration SHARED_WITHIN = Duration.ofSeconds(5);

    /// @param shared where the application has a place that its processes share
    @Bean
    SignOuts signOuts(ObjectProvider<SharedSignOuts> shared, WallClock wall) {
        SignOuts signOuts = new SignOuts(shared.getIfAvailable(() -> SharedSignOuts.NONE), wall.clock());
        signOuts.refresh();
        return signOuts;
    }

    @Bean(destroyMethod = "close")
    Refreshing signOutRefresh(SignOuts signOuts) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("sign-outs").daemon().factory());
        var unused = timer.scheduleWithFixedDelay(
                signOuts::refresh, SHARED_WITHIN.toMillis(), SHARED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        return new Refreshing(timer);
    }

    /// The executor is no bean: the framework would run everything else on it.
    record Refreshing(ScheduledExecutorService timer) implements AutoCloseable {
        @Override
        public void close() {
            timer.shutdownNow();
        }
    }

    @Bean
    TokenAgain tokenAgain(JwtDecoder tokens, SignOuts signOuts, ObjectProvider<RoleKnowledge> knowledge) {
        return new TokenAgain(tokens, signOuts, () -> knowledge.getIfAvailable(() -> RoleKnowledge.NOTHING));
    }

    @Bean
    SignOutCheck signOutCheck(SignOuts signOuts, SignInProblems problems) {
        return new SignOutCheck(signOuts, problems);
    }

    /// The filter stands in the security chain behind the token check; the container must not run it a second
    /// time.
    @Bean
    FilterRegistrationBean<SignOutCheck> noSignOutCheckByItself(SignOutCheck check) {
        FilterRegistrationBean<SignOutCheck> filter = new FilterRegistrationBean<>(check);
        filter.setEnabled(false);
        return filter;
    }
}
