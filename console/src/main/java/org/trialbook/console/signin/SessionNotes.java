package org.trialbook.console.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the console writes into a browser's session beside the sign-in itself.
final class SessionNotes {

    /// Where to go on after signing in.
    private static final String RETURN = "trialbook.return";
    private static final String HELD = "trialbook.held";

    private SessionNotes() {}

    /// A form that arrived from somebody who was not signed in any more.
    ///
    /// @param person who had been given the form
    record HeldForm(String path, String person, String key, Map<String, String> values) implements Serializable {}

    static void goOnAt(HttpServletRequest request, String path) {
        request.getSession().setAttribute(RETURN, path);
    }

    static @Nullable String takeReturn(HttpServletRequest request) {
        return take(request, RETURN) instanceof String path ? path : null;
    }

    static void hold(HttpServletRequest request, HeldForm form) {
        request.getSession().setAttribute(HELD, form);
    }

    static @Nullable HeldForm takeHeld(HttpServletRequest request) {
        return take(request, HELD) instanceof HeldForm form ? form : null;
    }

    private static @Nullable Object take(HttpServletRequest request, String name) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return null;
        }
        Object value = session.getAttribute(name);
        session.removeAttribute(name);
        return value;
    }
}
