package org.trialbook.view.pages;

import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.trialbook.view.question.QuestionRoutes;
import org.trialbook.view.tree.WitnessStatus;
import org.trialbook.view.unblindings.UnblindingsQuestion;

/// The pages that every process serves, and the style sheets and scripts they use, all from here.
@Configuration(proxyBeanMethods = false)
@Import({SignInPage.class, ProblemPages.class})
public class PagesConfiguration implements WebMvcConfigurer {

    // As in the root pom: a page whose style sheet isn't found fails a test.
    private static final String BOOTSTRAP = "classpath:/META-INF/resources/webjars/bootstrap/5.3.8/";
    private static final String HTMX = "classpath:/META-INF/resources/webjars/htmx.org/2.0.10/dist/";

    private static final CacheControl FOR_AN_HOUR = CacheControl.maxAge(Duration.ofHours(1));

    /// @param more pages that only this process has, behind those every process has
    @Bean
    static Pages pages(
            QuestionRoutes questions, ObjectProvider<WitnessStatus> witnesses, ObjectProvider<QuestionPage> more) {
        return new Pages(
                Stream.concat(
                                Stream.of(
                                        new OverviewPage(),
                                        new MatrixPage(),
                                        new SubjectPage(),
                                        new ReadsPage(),
                                        new ReadPage(),
                                        new ResultsPage(),
                                        new QuestionPage(
                                                "/unblindings",
                                                "Unblindings",
                                                "unblindings",
                                                UnblindingsQuestion.class),
                                        new RecordListPage(witnesses)),
                                more.orderedStream())
                        .toList(),
                questions);
    }

    @Bean
    static SmartInitializingSingleton pageRoutes(Pages pages) {
        return pages::mount;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        serve(registry, "bootstrap", BOOTSTRAP);
        serve(registry, "htmx", HTMX);
        serve(registry, "trialbook", "classpath:/static/_static/trialbook/");
    }

    private static void serve(ResourceHandlerRegistry registry, String name, String location) {
        registry.addResourceHandler("/_static/" + name + "/**")
                .addResourceLocations(location)
                .setCacheControl(FOR_AN_HOUR);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PageHeaders()).excludePathPatterns("/api/**", "/actuator/**", "/_static/**");
    }
}
