package org.trialbook.access.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.trialbook.access.Classification;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;

/// Denies by default: an endpoint that nobody has classified answers as if it weren't there. Whoever adds an
/// endpoint and forgets to say whom it is for has added nothing that anybody could see.
public final class OnlyClassified implements HandlerInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(OnlyClassified.class);

    /// @throws ProblemException (404) for an unclassified endpoint: what an unknown path gets
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            if (permits(method)) {
                return true;
            }
            LOG.warn("refused: nobody has classified {}", method.getShortLogMessage());
        }
        throw new ProblemException(Problems.noSuchPath());
    }

    private static boolean permits(HandlerMethod method) {
        // The framework's own answer to OPTIONS names methods and nothing else.
        return method.getBeanType().getName().startsWith("org.springframework.web.servlet.mvc.method.")
                || Classification.of(method).isPresent();
    }
}
