package org.trialbook.access.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trialbook.access.problem.PayloadTooLargeException;
import org.trialbook.access.problem.ProblemWriter;
import org.trialbook.access.problem.Problems;
import org.trialbook.access.problem.Unforeseen;

/// This filter stands around all others and the controllers. It answers what none of them answered, so that no
/// failure reaches the container, which would answer with a page of its own and log at length.
///
/// Two kinds of malformed request are found only when somebody looks, and who looks first differs: a query or a form
/// that cannot be decoded, and a `Content-Type` that is none. Both are the caller's fault, with or without a token.
public final class LastResort extends OncePerRequestFilter {

    private final ProblemWriter writer;
    private final Unforeseen unforeseen;

    public LastResort(ProblemWriter writer, Unforeseen unforeseen) {
        this.writer = writer;
        this.unforeseen = unforeseen;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        if (!isMediaType(request.getContentType())) {
            writer.write(response, Problems.unsupportedMediaType(List.of(MediaType.APPLICATION_JSON_VALUE)));
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (Exception | StackOverflowError e) {
            answer(request, response, e);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Throwable thrown) throws IOException {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ClientAbortException gone -> throw gone;
                case InvalidParameterException _
                when !response.isCommitted() -> {
                    malformed(response);
                    return;
                }
                // The body's own form, such as a chunk without a length.
                case BadRequestException _
                when !response.isCommitted() -> {
                    malformed(response);
                    return;
                }
                case PayloadTooLargeException tooLarge
                when !response.isCommitted() -> {
                    response.resetBuffer();
                    writer.write(response, Problems.payloadTooLarge(tooLarge.mostBytes()));
                    return;
                }
                default -> {}
            }
        }
        var problem = unforeseen.problem(request, thrown);
        if (response.isCommitted()) {
            // The caller must notice that the answer is not whole: the container cuts the connection.
            throw new IOException("an answer was cut off");
        }
        response.resetBuffer();
        writer.write(response, problem);
    }

    private void malformed(HttpServletResponse response) throws IOException {
        response.resetBuffer();
        writer.write(response, Problems.malformedRequest());
    }

    private static boolean isMediaType(@Nullable String text) {
        if (text == null) {
            return true;
        }
        try {
            return MediaType.parseMediaType(text).isConcrete();
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
