package org.trialbook.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriUtils;

/// The earlier moment that the page being made is asked for, as it was asked for: what it means is the record's to say.
final class AskedMoment {

    static final String PARAMETER = "asOf";

    private AskedMoment() {}

    /// Null for now.
    static @Nullable String current() {
        String asked = parameter(request(), PARAMETER);
        return asked == null || asked.isBlank() ? null : asked.strip();
    }

    /// Null also where the query cannot be decoded: the page says so otherwise.
    static @Nullable String parameter(HttpServletRequest request, String name) {
        try {
            return request.getParameter(name);
        } catch (IllegalStateException e) {
            return null;
        }
    }

    /// An address with the moment in it, so that following it does not change the moment.
    static String at(String address, String asOf) {
        return address + (address.contains("?") ? "&" : "?") + PARAMETER + "="
                + UriUtils.encode(asOf, StandardCharsets.UTF_8);
    }

    static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }
}
