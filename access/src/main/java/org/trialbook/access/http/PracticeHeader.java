package org.trialbook.access.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/// Marks every answer of a study that is only for practice, whatever is answered and to whom.
public final class PracticeHeader extends OncePerRequestFilter {

    public static final String NAME = "X-Practice-Study";

    private final BooleanSupplier practice;
    private volatile boolean known;

    /// @param practice asked once for each request until it says yes, which it never takes back
    public PracticeHeader(BooleanSupplier practice) {
        this.practice = practice;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isPractice()) {
            response.setHeader(NAME, "true");
        }
        chain.doFilter(request, response);
    }

    /// Of a record that can't be read nothing is told, and whether a server is up is told all the same.
    private boolean isPractice() {
        if (!known) {
            try {
                known = practice.getAsBoolean();
            } catch (RuntimeException unreadable) {
                return false;
            }
        }
        return known;
    }
}
