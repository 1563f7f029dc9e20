package org.trialbook.view.question;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Gives every question its address.
public final class QuestionRoutes {
    public static final String STUDY = "/api/v1/studies/{study}";

    private final RequestMappingHandlerMapping mapping;

    public QuestionRoutes(RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    public <A> void mount(Collection<? extends Question<A>> questions, QuestionEndpoint.Answers<A> answers) {
        for (Question<A> question : questions) {
            register(STUDY + question.path(), new QuestionEndpoint<>(question, answers));
        }
    }

    private void register(String path, QuestionEndpoint<?> endpoint) {
        Method method = Arrays.stream(QuestionEndpoint.class.getDeclaredMethods())
                .filter(each -> each.getName().equals("get"))
                .findFirst()
                .orElseThrow();
        mapping.registerMapping(
                RequestMappingInfo.paths(path)
                        .methods(RequestMethod.GET)
                        .options(mapping.getBuilderConfiguration())
                        .build(),
                endpoint,
                method);
    }
}
