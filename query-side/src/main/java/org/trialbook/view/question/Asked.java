package org.trialbook.view.question;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;

/// How a question was asked: where, and with what. Offline it is asked without a server.
///
/// @param uri the path that was asked, without a host: a host name in front of the server is none of its business
/// @param path the variables of the path
/// @param query the parameters, each once
/// @param languages in which words are wanted, as `Accept-Language` says it; null where nothing is said
public record Asked(
        String uri,
        Map<String, String> path,
        Map<String, String> query,
        @Nullable String languages) {

    /// In whatever language.
    public Asked(String uri, Map<String, String> path, Map<String, String> query) {
        this(uri, path, query, null);
    }

    /// @throws ProblemException (400) when a parameter is there twice: nobody could say which is meant
    public static Asked of(HttpServletRequest request, Map<String, String> path) {
        Map<String, String> query = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (values.length > 1) {
                throw new ProblemException(Problems.malformedParameter(name));
            }
            query.put(name, values[0]);
        });
        return new Asked(request.getRequestURI(), path, query, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    @Nullable
    String parameter(String name) {
        return query.get(name);
    }
}
