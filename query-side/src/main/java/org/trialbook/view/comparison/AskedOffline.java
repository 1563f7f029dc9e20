package org.trialbook.view.comparison;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Stands in for an HTTP request. A list names its next page by the path that was asked, and offline nobody asks
/// a path.
final class AskedOffline extends ServletRequestAttributes {

    AskedOffline() {
        super((HttpServletRequest) Proxy.newProxyInstance(
                AskedOffline.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> answer(method.getName())));
    }

    private static @Nullable Object answer(String method) {
        return switch (method) {
            case "getRequestURI" -> "";
            case "getParameter" -> null;
            default -> throw new UnsupportedOperationException(method);
        };
    }
}
