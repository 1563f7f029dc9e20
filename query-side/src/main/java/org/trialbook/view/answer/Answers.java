package org.trialbook.view.answer;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriUtils;
import org.trialbook.ledger.Sha256;
import org.trialbook.view.projection.BeyondTheRecordException;
import org.trialbook.view.projection.Moment;
import org.trialbook.view.projection.ViewJson;
import org.trialbook.view.projection.Views;

/// Answers a question as JSON, with `X-Record-Position` (how many events it is based on; good as a later `asOf`), an
/// `ETag` of that position and the body, and for lists a `Link` to the next page of the same moment.
public final class Answers {

    public static final String POSITION = "X-Record-Position";

    /// The parameters that a next page shares with this one.
    private static final List<String> KEPT = List.of("limit", "on", "site");

    private final Views views;

    public Answers(Views views) {
        this.views = views;
    }

    public Views views() {
        return views;
    }

    /// A body and where its next page begins.
    ///
    /// @param parameter the query parameter that says where a page begins
    /// @param next its value for the next page; null when this is the last, or no list
    public record Body(
            Object content, String parameter, @Nullable String next) {
        public static Body whole(Object content) {
            return new Body(content, "after", null);
        }

        public static Body page(Object content, @Nullable String next) {
            return new Body(content, "after", next);
        }
    }

    /// Answers from the views of the moment asked for.
    public ResponseEntity<byte[]> answer(@Nullable String asOf, Function<Moment, Body> question) {
        Views.Answer<Body> answer = ask(asOf, question);
        return write(answer.body(), answer.size());
    }

    /// What the views of the moment asked for come to, before it is written as an answer.
    public <T> Views.Answer<T> ask(@Nullable String asOf, Function<Moment, T> question) {
        try {
            return views.ask(AskedMoment.parse(asOf), question);
        } catch (BeyondTheRecordException e) {
            throw AskedMoment.beyond(e.size());
        }
    }

    /// How many events a question about the record itself is about.
    public long size(@Nullable String asOf) {
        try {
            return views.size(AskedMoment.parse(asOf));
        } catch (BeyondTheRecordException e) {
            throw AskedMoment.beyond(e.size());
        }
    }

    /// @param size how many events the body is based on
    public static ResponseEntity<byte[]> write(Body body, long size) {
        byte[] json = ViewJson.mapper().writeValueAsBytes(body.content());
        HttpHeaders headers = headers(size);
        headers.setETag(etag(size, json));
        String next = body.next();
        if (next != null) {
            headers.add(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(path(body.parameter(), next, size)));
        }
        return ResponseEntity.status(HttpStatus.OK)
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json);
    }

    /// What every answer says: which events it is based on, and that it is for this caller alone.
    public static HttpHeaders headers(long size) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(POSITION, Long.toString(size));
        headers.setCacheControl(CacheControl.noCache().cachePrivate());
        headers.add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        return headers;
    }

    private static String etag(long size, byte[] json) {
        byte[] hash = Sha256.leaf(json).bytes();
        return "\"%d-%s\"".formatted(size, HexFormat.of().formatHex(hash, 0, 8));
    }

    /// The path alone: a host name in front of the server is none of its business.
    private static String path(String parameter, String next, long size) {
        HttpServletRequest request =
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        StringBuilder path = new StringBuilder(request.getRequestURI());
        char separator = '?';
        for (String kept : KEPT) {
            String value = request.getParameter(kept);
            if (value != null) {
                path.append(separator).append(kept).append('=').append(encoded(value));
                separator = '&';
            }
        }
        return path.append(separator)
                .append("asOf=")
                .append(size)
                .append('&')
                .append(parameter)
                .append('=')
                .append(encoded(next))
                .toString();
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
