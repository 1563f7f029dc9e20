package org.trialbook.access.wiring;

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
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.filter.FormContentFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.trialbook.access.PublishedKnowledge;
import org.trialbook.access.WallClock;
import org.trialbook.access.http.AccessLog;
import org.trialbook.access.http.BodyLimit;
import org.trialbook.access.http.CallerArgument;
import org.trialbook.access.http.ContainerProblems;
import org.trialbook.access.http.DecodableQuery;
import org.trialbook.access.http.HostNames;
import org.trialbook.access.http.IdempotencyKeyArgument;
import org.trialbook.access.http.Incidents;
import org.trialbook.access.http.LastResort;
import org.trialbook.access.http.NeutralMeters;
import org.trialbook.access.http.NoMultipart;
import org.trialbook.access.http.OnlyClassified;
import org.trialbook.access.http.OnlyJson;
import org.trialbook.access.http.PracticeHeader;
import org.trialbook.access.http.ProblemErrorController;
import org.trialbook.access.http.RoleFirst;
import org.trialbook.access.http.SignInArgument;
import org.trialbook.access.http.StrictJson;
import org.trialbook.access.http.StudyInPath;
import org.trialbook.access.problem.IncidentIds;
import org.trialbook.access.problem.ProblemAdvice;
import org.trialbook.access.problem.ProblemWriter;
import org.trialbook.access.problem.Unforeseen;
import org.trialbook.access.token.SignInProblems;
import org.trialbook.access.token.SignOutEndpoint;
import org.trialbook.event.StudyId;
import tools.jackson.databind.json.JsonMapper;

/// Everything in this module, wired: an application imports this one class.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessProperties.class)
@Import({
    IdentityConfiguration.class,
    SessionConfiguration.class,
    GateConfiguration.class,
    ProblemAdvice.class,
    ProblemErrorController.class,
    SignOutEndpoint.class
})
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

    /// A bundle is written for as long as somebody takes it, and hints as long as somebody listens. Whoever takes
    /// nothing
    /// for a while is cut by the connection's own limit.
    @Override
    public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
        configurer.setDefaultTimeout(0);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new DecodableQuery());
        registry.addInterceptor(new OnlyClassified());
        registry.addInterceptor(new StudyInPath(properties.study() == null ? null : new StudyId(properties.study())));
        registry.addInterceptor(new RoleFirst());
        registry.addInterceptor(new OnlyJson());
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.configureMessageConvertersList(OnlyJson::keep);
    }

    /// No endpoint reads a multipart body, so the framework must not take one apart before the caller is known.
    @Bean(DispatcherServlet.MULTIPART_RESOLVER_BEAN_NAME)
    static MultipartResolver noMultipart() {
        return new NoMultipart();
    }

    /// The framework's filter would read a form sent with any method before the caller is known.
    @Bean
    static FilterRegistrationBean<FormContentFilter> noFormsButPosted(FormContentFilter formContent) {
        FilterRegistrationBean<FormContentFilter> filter = new FilterRegistrationBean<>(formContent);
        filter.setEnabled(false);
        return filter;
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
    static Unforeseen unforeseen(IncidentIds incidents) {
        return new Incidents(incidents);
    }

    @Bean
    static ContainerProblems containerProblems(JsonMapper mapper) {
        return new ContainerProblems(mapper);
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
    static FilterRegistrationBean<PracticeHeader> practiceHeader(ObjectProvider<PublishedKnowledge> published) {
        FilterRegistrationBean<PracticeHeader> filter = new FilterRegistrationBean<>(new PracticeHeader(() ->
                published.stream().findFirst().map(PublishedKnowledge::practice).orElse(false)));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 11);
        return filter;
    }

    @Bean
    static FilterRegistrationBean<LastResort> lastResort(ProblemWriter writer, Unforeseen unforeseen) {
        FilterRegistrationBean<LastResort> filter = new FilterRegistrationBean<>(new LastResort(writer, unforeseen));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 12);
        return filter;
    }

    @Bean
    static FilterRegistrationBean<HostNames> hostNames(AccessProperties properties, ProblemWriter writer) {
        FilterRegistrationBean<HostNames> filter =
                new FilterRegistrationBean<>(new HostNames(properties.hosts(), writer));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 14);
        return filter;
    }

    @Bean
    static FilterRegistrationBean<BodyLimit> bodyLimit(AccessProperties properties, ProblemWriter writer) {
        FilterRegistrationBean<BodyLimit> filter = new FilterRegistrationBean<>(new BodyLimit(
                properties.maxRequestBytes(), properties.maxMediaBytes(), properties.maxImportBytes(), writer));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return filter;
    }
}
