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
import org.trialbook.access.Audience;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.Sha256;
import org.trialbook.view.projection.BeyondTheRecordException;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.projection.ViewJson;
import org.trialbook.view.projection.Views;
import tools.jackson.databind.node.ObjectNode;

/// Answers a question as JSON, with `X-Record-Position` (how many events it is based on, or, for those who may not know
/// that, a token of the moment; good as a later `asOf`), an `ETag` of that and the body, and for lists a `Link` to the
/// next page of the same moment.
public final class QueryResponses {

    public static final String POSITION = "X-Record-Position";

    /// The parameters that a next page shares with this one.
    private static final List<String> KEPT = List.of("limit", "on", "site");

    private final Views views;
    private final AudienceIndex audiences;

    public QueryResponses(Views views, AudienceIndex audiences) {
        this.views = views;
        this.audiences = audiences;
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
    public ResponseEntity<byte[]> answer(Caller caller, @Nullable String asOf, Function<Snapshot, Body> question) {
        Views.Answer<Body> answer = ask(caller, asOf, question);
        return write(answer.body(), moment(caller, answer.size()));
    }

    /// What the views of the moment asked for come to, before it is written as an answer.
    public <T> Views.Answer<T> ask(Caller caller, @Nullable String asOf, Function<Snapshot, T> question) {
        AskedSnapshot asked = new AskedSnapshot(Audience.of(caller), audiences);
        try {
            return views.ask(asked.parse(asOf), question);
        } catch (BeyondTheRecordException e) {
            throw asked.beyond(e.size());
        }
    }

    /// How many events a question about the record itself is about.
    public long size(Caller caller, @Nullable String asOf) {
        AskedSnapshot asked = new AskedSnapshot(Audience.of(caller), audiences);
        try {
            return views.size(asked.parse(asOf));
        } catch (BeyondTheRecordException e) {
            throw asked.beyond(e.size());
        }
    }

    /// The moment after the first `size` events, as the caller is told it and may ask for it again.
    public String moment(Caller caller, long size) {
        Audience audience = Audience.of(caller);
        return audience instanceof Audience.Everybody
                ? Long.toString(size)
                : SnapshotToken.format(audiences.count(audience, size));
    }

    /// Where an event of a subject stands, as the caller may know it: its position, or its ordinal among the subject's
    /// events that the caller counts.
    public long place(Caller caller, SubjectId subject, long position) {
        return Audience.of(caller) instanceof Audience.SiteStaff staff
                ? audiences.ordinal(staff, subject, position)
                : position;
    }

    /// Something about a subject that stands at a `position` of the record, as the caller is told where: those who may
    /// not know positions get in its place the `ordinal` among the subject's events that they count.
    public Object placed(Caller caller, SubjectId subject, Object entry) {
        if (Permissions.mayKnowPositions(caller.role())) {
            return entry;
        }
        ObjectNode placed = ViewJson.mapper().createObjectNode();
        ObjectNode all = ViewJson.mapper().valueToTree(entry);
        all.properties().forEach(member -> {
            if (member.getKey().equals("position")) {
                placed.put("ordinal", place(caller, subject, member.getValue().longValue()));
            } else {
                placed.set(member.getKey(), member.getValue());
            }
        });
        return placed;
    }

    /// @param moment which events the body is based on, as the caller may know it
    public static ResponseEntity<byte[]> write(Body body, String moment) {
        byte[] json = ViewJson.mapper().writeValueAsBytes(body.content());
        HttpHeaders headers = headers(moment);
        headers.setETag(etag(moment, json));
        String next = body.next();
        if (next != null) {
            headers.add(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(path(body.parameter(), next, moment)));
        }
        return ResponseEntity.status(HttpStatus.OK)
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json);
    }

    /// What every answer says: which events it is based on, and that it is for this caller alone.
    public static HttpHeaders headers(String moment) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(POSITION, moment);
        headers.setCacheControl(CacheControl.noStore());
        headers.add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        return headers;
    }

    /// An entity tag of the moment and the bytes.
    public static String etag(String moment, byte[] json) {
        byte[] hash = Sha256.leaf(json).bytes();
        return "\"%s-%s\"".formatted(moment, HexFormat.of().formatHex(hash, 0, 8));
    }

    /// The path alone: a host name in front of the server is none of its business.
    private static String path(String parameter, String next, String moment) {
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
                .append(moment)
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
