package org.trialbook.trial.savedlist;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.ListableQuestion;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.rules.SharedReasons;

/// The filters of a list, as they stand in an address. None of the values that questions know has to be escaped.
final class ListFilters {
    private static final Pattern FORM = Pattern.compile("([a-z-]+=[A-Za-z0-9.:@_-]+(&[a-z-]+=[A-Za-z0-9.:@_-]+)*)?");

    private static final Reason INVALID_FILTER =
            Reason.of("invalid-filter", "A filter is said once, with a value that the question takes.");

    private ListFilters() {}

    static boolean wellFormed(String filters) {
        return FORM.matcher(filters).matches();
    }

    static @Nullable Refusal refusal(ListableQuestion question, String filters) {
        if (filters.isEmpty()) {
            return null;
        }
        List<String[]> pairs = Arrays.stream(filters.split("&"))
                .map(each -> each.split("=", 2))
                .toList();
        for (String[] pair : pairs) {
            Predicate<String> takes = question.filters().get(pair[0]);
            if (takes == null) {
                return SharedReasons.unknownCode(
                        "filter",
                        pair[0],
                        question.filters().keySet().stream().sorted().toList());
            }
            boolean once =
                    pairs.stream().filter(each -> each[0].equals(pair[0])).count() == 1;
            if (!once || !takes.test(pair[1])) {
                return INVALID_FILTER.with("filter", pair[0]);
            }
        }
        return null;
    }
}
