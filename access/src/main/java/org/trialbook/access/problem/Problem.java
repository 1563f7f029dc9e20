package org.trialbook.access.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A problem detail (RFC 9457). It has no `instance`: two requests that differ only in the subject they
/// name must be answerable by the same bytes.
///
/// @param type `urn:trialbook:problem:<name>` or, for an act that a rule refuses, `urn:trialbook:refusal:<name>`
/// @param title the same for every problem of its type
/// @param status the HTTP status
/// @param detail what is wrong here and what to do about it, for a person
/// @param members what a program can use, such as `field` or `permitted`
@JsonPropertyOrder({"type", "title", "status", "detail"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonIgnore Map<String, Object> members) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String PROBLEM = "urn:trialbook:problem:";
    private static final String REFUSAL = "urn:trialbook:refusal:";

    public Problem {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /// A request that could not be taken up.
    public static Problem of(String name, String title, int status, String detail) {
        return new Problem(PROBLEM + name, title, status, detail, Map.of());
    }

    /// An act that a rule refuses (422). The evidence goes in by [#with] and holds only what every caller
    /// who may try the act may see.
    public static Problem refusal(String name, String title, String detail) {
        return new Problem(REFUSAL + name, title, 422, detail, Map.of());
    }

    /// The same problem with one more member.
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, title, status, detail, more);
    }

    /// The last part of the type, such as `not-permitted`.
    public String name() {
        return type.substring(type.lastIndexOf(':') + 1);
    }

    @JsonAnyGetter
    Map<String, Object> extensions() {
        return members;
    }
}
