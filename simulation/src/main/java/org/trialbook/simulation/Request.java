package org.trialbook.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/// An act that somebody asks for.
///
/// @param person the id of one of the demo's people, such as `coordinator@01`
/// @param path below the study, such as `/subjects/01-003/acts/randomize`
/// @param key the idempotency key
/// @param body what is written as JSON
public record Request(String person, String path, String key, Map<String, Object> body) {

    /// Members in the order given: a name, its value, the next name.
    static Map<String, Object> body(Object... members) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            body.put((String) members[i], members[i + 1]);
        }
        return body;
    }

    /// The same with another key and one member replaced or added.
    Request but(String otherKey, String member, Object value) {
        Map<String, Object> other = new LinkedHashMap<>(body);
        other.put(member, value);
        return new Request(person, path, otherKey, other);
    }

    Request as(String otherPerson, String otherKey) {
        return new Request(otherPerson, path, otherKey, body);
    }
}
