package org.trialbook.access.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// What nobody foresaw is an incident.
public interface Unforeseen {
    /// The problem that names the incident; the same one however often the request is asked about.
    ///
    /// @param thrown null where nobody knows
    Problem problem(HttpServletRequest request, @Nullable Throwable thrown);
}
