package org.trialbook.view.comparison;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Stands where a request would: lists name their next page by the path that was asked, and nobody asked a path.
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
