package org.trialbook.trial.act;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.protocol.FreeText;

/// Checks of single request fields that need nothing but the field; each ends the request with `invalid-field`.
public final class Given {

    private static final int LONGEST_NOTE = 500;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Given() {}

    /// Text that says something: see [FreeText].
    public static String text(String field, String value, int longest) {
        if (!FreeText.says(value)) {
            throw problem(field, FreeText.LAW);
        }
        return wellFormed(field, value, longest);
    }

    /// Free text of at most 500 characters, which is empty or says something.
    public static String note(String field, String value) {
        return value.isEmpty() ? value : text(field, value, LONGEST_NOTE);
    }

    private static String wellFormed(String field, String value, int longest) {
        if (value.length() > longest) {
            throw problem(field, "at most %d characters".formatted(longest));
        }
        if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw problem(field, "no control characters");
        }
        return value;
    }

    public static String oneOf(String field, String value, List<String> permitted) {
        if (!permitted.contains(value)) {
            throw problem(field, "one of " + String.join(", ", permitted));
        }
        return value;
    }

    public static ZoneId zone(String field, String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw problem(field, "an IANA time zone, such as Europe/Berlin");
        }
    }

    public static String sha256(String field, String value) {
        if (!SHA256.matcher(value).matches()) {
            throw problem(field, "a SHA-256 in lower-case hexadecimal");
        }
        return value;
    }

    private static ProblemException problem(String field, String reason) {
        return new ProblemException(Problems.invalidField(field, reason));
    }
}
