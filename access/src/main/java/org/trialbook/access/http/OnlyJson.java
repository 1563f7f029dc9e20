package org.trialbook.access.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;

/// What a body may be written in. Spring reads and writes whatever a library on the class path can, and a library that
/// is there for another reason, such as to read protocols in YAML, would be a second door, with none of the checks of
/// [StrictJson].
///
/// So converters are an allow list, and a body that is read into a record is `application/json` in UTF-8. What an
/// endpoint reads itself, a media file, is not looked at here; a form is a form and not in parts.
public final class OnlyJson implements HandlerInterceptor {

    private static final List<Class<?>> CONVERTERS = List.of(
            JacksonJsonHttpMessageConverter.class,
            ByteArrayHttpMessageConverter.class,
            StringHttpMessageConverter.class);

    private static final List<String> JSON = List.of(MediaType.APPLICATION_JSON_VALUE);
    private static final List<String> FORM = List.of(MediaType.APPLICATION_FORM_URLENCODED_VALUE);

    /// Takes every other converter away.
    public static void keep(List<HttpMessageConverter<?>> converters) {
        converters.removeIf(converter -> !CONVERTERS.contains(converter.getClass()));
    }

    /// @throws ProblemException (415) when the body is something else, or (406) when an act's receipt would be
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && takesBody(request)) {
            String said = request.getContentType();
            if (reads(method)) {
                require(is(said, MediaType.APPLICATION_JSON), JSON);
                requireAccepted(request);
            } else if (said != null && said.regionMatches(true, 0, "multipart/", 0, 10)) {
                require(false, FORM);
            }
        }
        return true;
    }

    /// This is checked before the act is done: an act that is recorded must not be answered as if it were not.
    private static void requireAccepted(HttpServletRequest request) {
        List<String> accepted = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        try {
            if (!accepted.isEmpty()
                    && MediaType.parseMediaTypes(accepted).stream()
                            .noneMatch(type -> type.includes(MediaType.APPLICATION_JSON))) {
                throw new ProblemException(Problems.notAcceptable(JSON));
            }
        } catch (InvalidMediaTypeException e) {
            throw new ProblemException(Problems.notAcceptable(JSON));
        }
    }

    private static boolean takesBody(HttpServletRequest request) {
        return !request.getMethod().equals(RequestMethod.GET.name())
                && !request.getMethod().equals(RequestMethod.HEAD.name());
    }

    private static boolean reads(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    private static boolean is(@Nullable String said, MediaType type) {
        if (said == null) {
            return false;
        }
        MediaType given = MediaType.parseMediaType(said);
        return given.equalsTypeAndSubtype(type)
                && (given.getParameter("charset") == null || StandardCharsets.UTF_8.equals(given.getCharset()));
    }

    private static void require(boolean meant, List<String> permitted) {
        if (!meant) {
            throw new ProblemException(Problems.unsupportedMediaType(permitted));
        }
    }
}
