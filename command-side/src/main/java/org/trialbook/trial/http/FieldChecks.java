package org.trialbook.trial.http;

import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.protocol.FreeText;
import org.trialbook.trial.act.Text;

/// Checks of single request fields that need nothing but the field, as [Text] says; each ends the request with
/// `invalid-field`.
final class FieldChecks {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private FieldChecks() {}

    /// @param body a record; of one within it, the field's name begins with its own
    static void check(Object body) {
        checkWithin("", body);
    }

    private static void checkWithin(String path, Object body) {
        for (RecordComponent component : body.getClass().getRecordComponents()) {
            String field = path + component.getName();
            Text text = component.getAnnotation(Text.class);
            Object value = value(component, body);
            if (text != null) {
                check(field, text, value);
            } else if (value instanceof Record) {
                checkWithin(field + ".", value);
            }
        }
    }

    private static void check(String field, Text text, @Nullable Object value) {
        if (value instanceof Collection<?> all) {
            all.forEach(each -> check(field, text, each));
        } else if (value != null) {
            String reason = objection(text, value.toString());
            if (reason != null) {
                throw new ProblemException(Problems.invalidField(field, reason));
            }
        }
    }

    private static @Nullable String objection(Text text, String value) {
        List<String> permitted = List.of(text.oneOf());
        if (!permitted.isEmpty()) {
            return permitted.contains(value) ? null : "one of " + String.join(", ", permitted);
        }
        return switch (text.form()) {
            case SHA256 -> SHA256.matcher(value).matches() ? null : "a SHA-256 in lower-case hexadecimal";
            case ZONE -> isZone(value) ? null : "an IANA time zone, such as Europe/Berlin";
            case NOTE -> value.isEmpty() ? null : ofText(value, text.longest());
            case SAYS_SOMETHING -> ofText(value, text.longest());
        };
    }

    private static @Nullable String ofText(String value, int longest) {
        if (!FreeText.says(value)) {
            return FreeText.LAW;
        }
        if (value.length() > longest) {
            return "at most %d characters".formatted(longest);
        }
        boolean control = value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
        return control ? "no control characters" : null;
    }

    private static boolean isZone(String value) {
        try {
            ZoneId.of(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static @Nullable Object value(RecordComponent component, Object body) {
        try {
            return component.getAccessor().invoke(body);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
