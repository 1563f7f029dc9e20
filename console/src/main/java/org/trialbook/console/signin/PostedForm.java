package org.trialbook.console.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The fields that every form of the console has beside its own.
public final class PostedForm {

    /// The Idempotency-Key that was drawn with the form.
    public static final String KEY = "key";
    /// To whom the form was given.
    public static final String PERSON = "person";
    /// Whether it is to be kept, and not recorded.
    public static final String KEEP = "keep";

    /// Set by the console's script, which can follow no redirect to another site and sends the form itself then.
    static final String BY_SCRIPT = "X-Console-Submit";

    private static final int LONGEST = 64 * 1024;

    private PostedForm() {}

    /// Field → text, without the fields that are the console's own. Of several that bear one name, as boxes that
    /// are ticked, all with commas between them.
    public static Map<String, String> values(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .filter(field -> !field.getKey().startsWith("_")
                        && !field.getKey().equals(KEY)
                        && !field.getKey().equals(PERSON)
                        && !field.getKey().equals(KEEP))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> together(field.getValue()), (a, b) -> a, TreeMap::new));
    }

    private static String together(String[] texts) {
        return Arrays.stream(texts)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(","));
    }

    static boolean fits(Map<String, String> values) {
        return values.entrySet().stream()
                        .mapToInt(field ->
                                field.getKey().length() + field.getValue().length())
                        .sum()
                <= LONGEST;
    }

    public static boolean byScript(HttpServletRequest request) {
        return request.getHeader(BY_SCRIPT) != null;
    }
}
