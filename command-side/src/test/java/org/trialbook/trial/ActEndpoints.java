package org.trialbook.trial;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trialbook.trial.http.ActRoutes;

/// The endpoints that take an act, as the server has them.
final class ActEndpoints {
    /// Takes a file and records nothing: it has tests of its own.
    private static final String UPLOAD = "/api/v1/studies/{study}/media";

    private ActEndpoints() {}

    /// A member that the body of a request may have.
    record Field(String name, Class<?> type, boolean required) {}

    /// The members of an act's body, as it declares them, and when it happened.
    static List<Field> fields(String act) {
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : DeclaredActs.named(act).body().getRecordComponents()) {
            fields.add(new Field(
                    component.getName(),
                    component.getType(),
                    !component.getAnnotatedType().isAnnotationPresent(Nullable.class)));
        }
        fields.add(new Field("occurredAt", String.class, DeclaredActs.named(act).saysWhen()));
        return fields;
    }

    /// Pattern → method, of every endpoint in this module.
    static Map<String, HandlerMethod> mapped(TrialServer server) {
        Map<String, HandlerMethod> mapped = new LinkedHashMap<>();
        server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, method) -> {
                    if (method.getBeanType().getName().startsWith("org.trialbook.trial.")
                            && info.getMethodsCondition().getMethods().contains(RequestMethod.POST)) {
                        info.getPatternValues().stream()
                                .filter(pattern -> !pattern.equals(UPLOAD) && !pattern.endsWith(ActRoutes.PREVIEW))
                                .forEach(pattern -> mapped.put(pattern, method));
                    }
                });
        return mapped;
    }
}
