package org.trialbook.view.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.token.CallerAuthentication;

/// Shows a problem as a page to whoever asked for a page: the words of the problem detail that a program would have
/// got, and nothing more.
@ControllerAdvice
final class ProblemPages implements ResponseBodyAdvice<Object> {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Pages pages;
    private final ThymeleafViewResolver views;

    ProblemPages(Pages pages, ThymeleafViewResolver views) {
        this.pages = pages;
        this.views = views;
    }

    @Override
    public boolean supports(MethodParameter answered, Class<? extends HttpMessageConverter<?>> converter) {
        return ResponseEntity.class.isAssignableFrom(answered.getParameterType());
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter answered,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof Problem problem
                && request instanceof ServletServerHttpRequest asked
                && response instanceof ServletServerHttpResponse answer
                && wantsPage(asked.getServletRequest())) {
            answer.getHeaders().setContentType(HTML);
            render(problem, asked, answer);
            return null;
        }
        return body;
    }

    private void render(Problem problem, ServletServerHttpRequest request, ServletServerHttpResponse response) {
        Map<String, Object> model = new HashMap<>();
        model.put("problem", problem);
        CallerAuthentication current = CallerAuthentication.current();
        if (current != null) {
            model.put(Pages.FRAME, pages.frame(current.caller(), null, null));
        }
        HttpServletRequest servlet = request.getServletRequest();
        try {
            View view = views.resolveViewName("problem", servlet.getLocale());
            if (view == null) {
                throw new IllegalStateException("no template 'problem'");
            }
            view.render(model, servlet, response.getServletResponse());
        } catch (Exception e) {
            throw new IllegalStateException("the page of a problem could not be made", e);
        }
    }

    /// As a browser asks; a program that asks the interface for programs gets what is meant for it.
    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed == null ? request.getRequestURI() : failed.toString();
        return accept != null
                && accept.contains("text/html")
                && !path.startsWith(request.getContextPath() + "/api/")
                && !path.startsWith(request.getContextPath() + "/actuator/");
    }
}
