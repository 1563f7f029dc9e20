package org.trialbook.view.question;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriUtils;
import org.trialbook.ledger.Sha256;
import org.trialbook.view.projection.ViewJson;

/// Writes an answer as JSON, with `X-Record-Position` (how many events it is based on, or, for those who may not
/// know that, a token of the moment; good as a later `asOf`), an `ETag` of that and the body, and for lists a
/// `Link` to the next page of the same moment.
public final class Responses {

    public static final String POSITION = "X-Record-Position";

    private Responses() {}

    /// @param moment which events the content is based on, as the caller may know it
    public static ResponseEntity<byte[]> write(Object content, String moment) {
        return write(content, moment, headers(moment));
    }

    /// A page's next one is of the same moment, and shares its parameters.
    static ResponseEntity<byte[]> write(QuestionAnswer answer, String moment, Question<?> question, Asked asked) {
        HttpHeaders headers = headers(moment);
        if (answer.next() != null) {
            headers.add(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next(question, asked, moment, answer.next())));
        }
        return write(answer.content(), moment, headers);
    }

    private static ResponseEntity<byte[]> write(Object content, String moment, HttpHeaders headers) {
        byte[] json = ViewJson.mapper().writeValueAsBytes(content);
        headers.setETag(etag(moment, json));
        return ResponseEntity.status(HttpStatus.OK)
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json);
    }

    private static String next(Question<?> question, Asked asked, String moment, String cursor) {
        StringBuilder path = new StringBuilder(asked.uri()).append('?');
        for (String kept : question.parameters()) {
            String value = asked.parameter(kept);
            if (value != null && !kept.equals(question.cursor())) {
                path.append(kept).append('=').append(encoded(value)).append('&');
            }
        }
        return path.append("asOf=")
                .append(moment)
                .append('&')
                .append(question.cursor())
                .append('=')
                .append(encoded(cursor))
                .toString();
    }

    /// What every answer says: which events it is based on, and that it is for this caller alone.
    public static HttpHeaders headers(String moment) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(POSITION, moment);
        headers.setCacheControl(CacheControl.noStore());
        headers.add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        return headers;
    }

    /// An entity tag of the moment and the bytes.
    public static String etag(String moment, byte[] json) {
        byte[] hash = Sha256.leaf(json).bytes();
        return "\"%s-%s\"".formatted(moment, HexFormat.of().formatHex(hash, 0, 8));
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
