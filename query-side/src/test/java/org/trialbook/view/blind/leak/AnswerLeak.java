package org.trialbook.view.blind.leak;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.trialbook.view.blind.History;

/// A leak in an answer: it sees the answer whole before it leaves.
abstract class AnswerLeak implements Leak {

    /// @return the body as it leaves
    abstract String leave(Answering answer);

    @Override
    public final void answer(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, History history)
            throws ServletException, IOException {
        if (request.getRequestURI().contains("bundle")) {
            // Written in pieces.
            chain.doFilter(request, response);
            return;
        }
        ContentCachingResponseWrapper whole = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, whole);
        String body = new String(whole.getContentAsByteArray(), StandardCharsets.UTF_8);
        String left = leave(new Answering(request, whole, body, history));
        if (!left.equals(body)) {
            whole.resetBuffer();
            whole.getOutputStream().write(left.getBytes(StandardCharsets.UTF_8));
        }
        whole.copyBodyToResponse();
    }
}
