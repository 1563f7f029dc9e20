package org.trialbook.access.http;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;

/// Reads the `Idempotency-Key` header; ends the request with a problem unless there is exactly one.
public final class IdempotencyKeyArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IdempotencyKey.class;
    }

    @Override
    public IdempotencyKey resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String[] none = {};
        List<String> keys = List.of(Objects.requireNonNullElse(request.getHeaderValues(IdempotencyKey.HEADER), none));
        if (keys.isEmpty()) {
            throw new ProblemException(Problems.idempotencyKeyMissing());
        }
        if (keys.size() > 1) {
            throw new ProblemException(Problems.idempotencyKeyRepeated());
        }
        if (!IdempotencyKey.wellFormed(keys.getFirst())) {
            throw new ProblemException(Problems.idempotencyKeyMalformed());
        }
        return new IdempotencyKey(keys.getFirst());
    }
}
