package org.trialbook.view.blind;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.view.blind.leak.Leak;

/// Where leaks of answers are planted: in front of everything, with what is sealed in the history at hand.
public final class Planting extends OncePerRequestFilter {

    private volatile @Nullable Leak planted;
    private volatile @Nullable History history;

    FilterRegistrationBean<Planting> registration() {
        FilterRegistrationBean<Planting> registration = new FilterRegistrationBean<>(this);
        // Inside of the access log and the observation of requests, outside of everything else.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
        return registration;
    }

    public void plant(@Nullable Leak leak) {
        planted = leak;
    }

    /// What roles may know, with the leak.
    RoleKnowledge knowledge(RoleKnowledge right) {
        Leak leak = planted;
        return leak == null ? right : leak.knowledge(right, Objects.requireNonNull(history));
    }

    void enter(History at) {
        history = at;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return true;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Leak leak = planted;
        if (leak == null) {
            chain.doFilter(request, response);
        } else {
            leak.answer(request, response, chain, Objects.requireNonNull(history));
        }
    }
}
