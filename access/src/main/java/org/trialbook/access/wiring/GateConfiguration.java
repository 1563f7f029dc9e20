package org.trialbook.access.wiring;

import jakarta.servlet.DispatcherType;
import java.util.Arrays;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.access.clock.ElapsedTime;
import org.trialbook.access.http.RateLimit;
import org.trialbook.access.problem.ProblemWriter;
import org.trialbook.access.token.CallerAuthentication;
import org.trialbook.access.token.HeaderToken;
import org.trialbook.access.token.ScrapeToken;
import org.trialbook.access.token.SignInProblems;
import org.trialbook.access.token.SignOutCheck;

/// Which paths need a caller, and what every answer says to a browser. No session is kept.
@Configuration(proxyBeanMethods = false)
class GateConfiguration {

    private static final String ACTUATOR = "/actuator/**";
    private static final String[] HEALTH = {"/actuator/health", "/actuator/health/**"};

    /// No answer is a page.
    private static final String CONTENT_POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String NO_DEVICES = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), "
            + "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    /// A monitoring system reads these paths with a token of its own; no person's token opens them. The health
    /// check is not among them. The caller's address does not count, since a proxy on the same machine asks from
    /// there too.
    @Bean
    @Order(1)
    SecurityFilterChain scrapes(HttpSecurity http, ScrapeToken token, SignInProblems problems) {
        return http.securityMatcher(new AndRequestMatcher(path(ACTUATOR), new NegatedRequestMatcher(any(HEALTH))))
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((authentication, context) ->
                                new AuthorizationDecision(token.isIn(context.getRequest()))))
                .exceptionHandling(
                        failing -> failing.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .headers(GateConfiguration::forBrowsers)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain gate(
            HttpSecurity http,
            JwtDecoder tokens,
            SignInProblems problems,
            AccessProperties properties,
            SignOutCheck signOutCheck,
            ElapsedTime elapsed,
            ProblemWriter writer,
            ObjectProvider<RoleKnowledge> knowledge) {
        RequestMatcher open = any(HEALTH);
        AccessProperties.RateLimit limit = properties.rateLimit();
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(open)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.bearerTokenResolver(new HeaderToken(open))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .jwt(jwt -> jwt.decoder(tokens)
                                .jwtAuthenticationConverter(
                                        // Looked up each time, since it follows the record.
                                        token -> CallerAuthentication.of(
                                                token, knowledge.getIfAvailable(() -> RoleKnowledge.NOTHING))))
                        .withObjectPostProcessor(failuresTo(problems)))
                .exceptionHandling(
                        failing -> failing.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .addFilterAfter(
                        new RateLimit(limit.perSecond(), limit.burst(), elapsed, writer),
                        BearerTokenAuthenticationFilter.class)
                .addFilterAfter(signOutCheck, RateLimit.class)
                .headers(GateConfiguration::forBrowsers)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie carries anything: see HeaderToken.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /// Every answer bears the same headers, whatever it is and whoever asked. They are set before the request is
    /// handled: an answer that another thread writes may be on its way when this one comes back, and both would add
    /// them. An answer that says for itself how long it is kept replaces what stands here.
    private static void forBrowsers(HeadersConfigurer<HttpSecurity> headers) {
        headers.withObjectPostProcessor(beforeTheRequest())
                .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store"))
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(permissions -> permissions.policy(NO_DEVICES))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }

    private static ObjectPostProcessor<HeaderWriterFilter> beforeTheRequest() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends HeaderWriterFilter> O postProcess(O filter) {
                filter.setShouldWriteHeadersEagerly(true);
                return filter;
            }
        };
    }

    private static RequestMatcher any(String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns)
                .<RequestMatcher>map(GateConfiguration::path)
                .toList());
    }

    private static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }

    /// When the identity provider cannot be reached, the caller gets an answer; the failure does not reach the
    /// container.
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> failuresTo(SignInProblems problems) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(problems::commence);
                return filter;
            }
        };
    }
}
