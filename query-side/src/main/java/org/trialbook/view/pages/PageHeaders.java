package org.trialbook.view.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.trialbook.view.question.Responses;

/// What pages say in their headers: the position that the interface for programs says too, and a referrer policy under
/// which the browser names our own pages to us, so that [SameOrigin] can tell them.
final class PageHeaders implements HandlerInterceptor {

    private static final String REFERRER_POLICY = "Referrer-Policy";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        response.setHeader(REFERRER_POLICY, "same-origin");
        return true;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page != null && page.getModel().get(Pages.FRAME) instanceof Frame frame && frame.moment() != null) {
            response.setHeader(Responses.POSITION, frame.moment());
        }
    }
}
