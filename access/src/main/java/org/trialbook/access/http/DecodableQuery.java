package org.trialbook.access.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/// Has the query of a question decoded before an endpoint is asked, also one that would not look: otherwise
/// whoever looks next finds out, such as the page on which a problem is shown.
public final class DecodableQuery implements HandlerInterceptor {

    /// The container decodes all parameters to find one, so any name will do.
    private static final String ANY = "asOf";

    /// This is done for questions only. Of a request with a body, the container may read parameters from the
    /// body, and an upload would be gone.
    ///
    /// @throws org.apache.tomcat.util.http.InvalidParameterException (400) when it cannot be decoded
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            var unused = request.getParameter(ANY);
        }
        return true;
    }
}
