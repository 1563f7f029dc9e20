package org.trialbook.access.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.trialbook.event.MalformedIdException;
import tools.jackson.databind.json.JsonMapper;

/// Turns whatever ends a request in a controller into a problem detail.
///
/// An unexpected exception is logged without its message, and so are its causes: a message may repeat what
/// the request carried or what is sealed, and those who read logs are blinded.
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final BodyProblems bodies;
    private final Unforeseen unforeseen;
    private final ProblemWriter writer;

    public ProblemAdvice(JsonMapper mapper, Unforeseen unforeseen) {
        this.bodies = new BodyProblems(mapper);
        this.unforeseen = unforeseen;
        this.writer = new ProblemWriter(mapper);
    }

    @ExceptionHandler
    ResponseEntity<Problem> problem(ProblemException e) {
        HttpHeaders headers = new HttpHeaders();
        if (e.problem().status() == 401) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, Problems.challenge(e.problem()));
        }
        return answer(e.problem(), headers);
    }

    @ExceptionHandler
    ResponseEntity<Problem> staleSignIn(StaleSignInException e) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, e.challenge());
        return answer(e.problem(), headers);
    }

    @ExceptionHandler
    ResponseEntity<Problem> malformedId(MalformedIdException e) {
        return answer(Problems.malformedId(e));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e) {
        return answer(bodies.of(e));
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalid(MethodArgumentNotValidException e) {
        var first = e.getBindingResult().getFieldErrors().stream().findFirst();
        return answer(first.map(error -> Problems.invalidField(
                        error.getField(), Objects.requireNonNullElse(error.getDefaultMessage(), "not valid")))
                .orElseGet(() -> Problems.invalidField("(body)", "not valid")));
    }

    @ExceptionHandler
    ResponseEntity<Problem> mismatch(MethodArgumentTypeMismatchException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedIdException id) {
                return answer(Problems.malformedId(id));
            }
        }
        return answer(Problems.malformedParameter(e.getName()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingServletRequestParameterException e) {
        return answer(Problems.missingParameter(e.getParameterName()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> mediaType(HttpMediaTypeNotSupportedException e) {
        return answer(Problems.unsupportedMediaType(names(e.getSupportedMediaTypes())), e.getHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Problem> notAcceptable(HttpMediaTypeNotAcceptableException e) {
        return answer(Problems.notAcceptable(names(e.getSupportedMediaTypes())));
    }

    @ExceptionHandler
    ResponseEntity<Problem> method(HttpRequestMethodNotSupportedException e) {
        Set<HttpMethod> permitted = Objects.requireNonNullElse(e.getSupportedHttpMethods(), Set.of());
        List<String> names = permitted.stream().map(HttpMethod::name).sorted().toList();
        return answer(Problems.methodNotAllowed(names), e.getHeaders());
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<Problem> noSuchPath() {
        return answer(Problems.noSuchPath());
    }

    /// The security filters answer these.
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    ResponseEntity<Problem> security(RuntimeException e) {
        throw e;
    }

    /// A query or a form that cannot be decoded, or that the firewall rejects once somebody looks. Spring MVC
    /// looks, too, when it finds out which answers are acceptable: it would fail once more.
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    void undecodable(HttpServletResponse response) throws IOException {
        writer.write(response, Problems.malformedRequest());
    }

    /// The caller hung up: there is nobody to answer.
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        LOG.debug("the caller is gone");
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Problem> any(Exception e, HttpServletRequest request) throws IOException {
        if (e instanceof ErrorResponse response) {
            return answer(Problems.ofStatus(response.getStatusCode().value()), response.getHeaders());
        }
        return answer(unforeseen.problem(request, e));
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return answer(problem, HttpHeaders.EMPTY);
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static List<String> names(Collection<MediaType> types) {
        return types.stream().map(MediaType::toString).distinct().sorted().toList();
    }
}
