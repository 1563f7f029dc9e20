package org.trialbook.walk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.walk.PaperSubject.Form;

/// Which answers the walk's forms take.
final class PaperAnswers {
    private PaperAnswers() {}

    /// A member of a request that is always said.
    static String said(Map<String, Object> body, String member) {
        return (String) Objects.requireNonNull(body.get(member));
    }

    static Map<String, String> answers(Map<String, Object> body, String member) {
        Map<String, String> answers = new TreeMap<>();
        ((Map<?, ?>) Objects.requireNonNull(body.get(member)))
                .forEach((item, answer) -> answers.put((String) item, (String) ((Map<?, ?>) answer).get("value")));
        return answers;
    }

    private static boolean in(@Nullable String number, int from, int to) {
        return number != null
                && number.matches("-?[0-9]{1,4}")
                && Integer.parseInt(number) >= from
                && Integer.parseInt(number) <= to;
    }

    private static boolean is(@Nullable String answer, String... one) {
        return List.of(one).contains(String.valueOf(answer));
    }

    /// @param kept whether a reason is kept for a fast pulse
    static boolean fits(String form, Map<String, String> answers, boolean kept) {
        return switch (form) {
            case "vitals" -> {
                boolean fast = in(answers.get("pulse"), 151, 220);
                yield in(answers.get("pulse"), 30, 220) && fast == kept;
            }
            case "device" -> !kept && is(answers.get("capture"), "true", "false") && in(answers.get("battery"), 0, 100);
            default ->
                !kept
                        && in(answers.get("grade"), 1, 5)
                        && (!answers.containsKey("device-related")
                                || (in(answers.get("grade"), 3, 5)
                                        && is(answers.get("device-related"), "true", "false")));
        };
    }

    static @Nullable String value(@Nullable Object answer) {
        return answer == null ? null : (String) ((Map<?, ?>) answer).get("value");
    }

    /// Only what the corrected answer itself has to do with is asked.
    static boolean correctedFits(Form form, String item, @Nullable String to, boolean kept) {
        boolean wasFast = in(form.answers.get("pulse"), 151, 220);
        boolean isFast = item.equals("pulse") ? in(to, 151, 220) : wasFast;
        if (kept && !isFast) {
            return false;
        }
        return switch (item) {
            case "pulse" -> in(to, 30, 220) && (!isFast || kept || wasFast);
            case "capture" -> is(to, "true", "false");
            case "battery" -> in(to, 0, 100);
            case "grade" -> in(to, 1, 5);
            case "device-related" -> to == null || (in(form.answers.get("grade"), 3, 5) && is(to, "true", "false"));
            default -> true;
        };
    }
}
