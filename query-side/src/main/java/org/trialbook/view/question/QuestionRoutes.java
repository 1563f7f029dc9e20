package org.trialbook.view.question;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;

/// Gives every question its address.
public final class QuestionRoutes {
    public static final String STUDY = "/api/v1/studies/{study}";

    private final Map<Class<?>, QuestionEndpoint<?>> mounted = new LinkedHashMap<>();
    private final RequestMappingHandlerMapping mapping;

    public QuestionRoutes(RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    public <A> void mount(Collection<? extends Question<A>> questions, QuestionEndpoint.Answers<A> answers) {
        for (Question<A> question : questions) {
            QuestionEndpoint<A> endpoint = new QuestionEndpoint<>(question, answers);
            mounted.put(question.getClass(), endpoint);
            register(STUDY + question.path(), endpoint, "get");
        }
    }

    /// @param controller whose method of that name answers GET
    public void register(String path, Object controller, String name) {
        Method method = Arrays.stream(controller.getClass().getDeclaredMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        mapping.registerMapping(
                RequestMappingInfo.paths(path)
                        .methods(RequestMethod.GET)
                        .options(mapping.getBuilderConfiguration())
                        .build(),
                controller,
                method);
    }

    /// Asks one of them as its address does.
    public ResponseEntity<byte[]> ask(Class<? extends Question<?>> question, Caller caller, Asked asked) {
        return Objects.requireNonNull(mounted.get(question), question::getName).answer(caller, asked);
    }

    public QuestionPermission permission(Class<? extends Question<?>> question) {
        return Objects.requireNonNull(mounted.get(question), question::getName)
                .questions()
                .iterator()
                .next();
    }

    public List<QuestionEndpoint<?>> mounted() {
        return List.copyOf(mounted.values());
    }
}
