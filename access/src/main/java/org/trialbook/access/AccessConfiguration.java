package org.trialbook.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.trialbook.access.http.AccessLog;
import org.trialbook.access.http.BodyLimit;
import org.trialbook.access.http.CallerArgument;
import org.trialbook.access.http.IdempotencyKeyArgument;
import org.trialbook.access.http.NeutralMeters;
import org.trialbook.access.http.OnlyClassified;
import org.trialbook.access.http.SignInArgument;
import org.trialbook.access.http.StrictJson;
import org.trialbook.access.http.StudyInPath;
import org.trialbook.access.problem.IncidentIds;
import org.trialbook.access.problem.ProblemAdvice;
import org.trialbook.access.problem.ProblemErrorController;
import org.trialbook.access.problem.ProblemWriter;
import org.trialbook.access.token.SignInProblems;
import org.trialbook.event.StudyId;
import tools.jackson.databind.json.JsonMapper;

/// Everything in this module, wired: an application imports this one class.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessProperties.class)
@Import({IdentityConfiguration.class, GateConfiguration.class, ProblemAdvice.class, ProblemErrorController.class})
public class AccessConfiguration implements WebMvcConfigurer {

    private final AccessProperties properties;

    AccessConfiguration(AccessProperties properties) {
        this.properties = properties;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
        resolvers.add(new SignInArgument());
        resolvers.add(new IdempotencyKeyArgument());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new OnlyClassified());
        registry.addInterceptor(new StudyInPath(properties.study() == null ? null : new StudyId(properties.study())));
    }

    @Bean
    static StrictJson strictJson() {
        return new StrictJson();
    }

    @Bean
    static IncidentIds incidentIds() {
        return () -> UUID.randomUUID().toString();
    }

    @Bean
    static ProblemWriter problemWriter(JsonMapper mapper) {
        return new ProblemWriter(mapper);
    }

    @Bean
    static SignInProblems signInProblems(ProblemWriter writer, ObjectProvider<MeterRegistry> meters) {
        return new SignInProblems(writer, meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    static NeutralMeters neutralMeters() {
        return new NeutralMeters();
    }

    @Bean
    static FilterRegistrationBean<AccessLog> accessLog(WallClock wall) {
        FilterRegistrationBean<AccessLog> filter = new FilterRegistrationBean<>(new AccessLog(wall.clock()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    static FilterRegistrationBean<BodyLimit> bodyLimit(AccessProperties properties, ProblemWriter writer) {
        FilterRegistrationBean<BodyLimit> filter = new FilterRegistrationBean<>(
                new BodyLimit(properties.maxRequestBytes(), properties.maxMediaBytes(), writer));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return filter;
    }
}
