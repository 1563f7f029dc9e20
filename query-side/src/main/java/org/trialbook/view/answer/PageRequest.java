package org.trialbook.view.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;

/// Which part of a list is asked for.
///
/// @param limit how many items the page has at most
/// @param after only what comes after the item of this key; null for the first page
public record PageRequest(int limit, @Nullable String after) {

    public static final int MOST = 1_000;

    /// @throws ProblemException (400) when the limit is not a number from 1 to [#MOST]
    public static PageRequest of(@Nullable String limit, @Nullable String after) {
        return new PageRequest(limit(limit, 200), after);
    }

    /// @param usual the limit when none is asked for
    public static int limit(@Nullable String text, int usual) {
        if (text == null) {
            return usual;
        }
        if (text.matches("[0-9]{1,6}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        }
        throw new ProblemException(Problem.of(
                        "malformed-limit",
                        "The limit is not of its form",
                        400,
                        "The parameter 'limit' is a number from 1 to %d.".formatted(MOST))
                .with("parameter", "limit"));
    }

    /// A page of a list.
    ///
    /// @param next the `after` of the next page; null when this is the last
    public record Page<T>(List<T> items, @Nullable String next) {}

    /// @param all every item by its key, in the order of the keys
    public <T> Page<T> of(SortedMap<String, T> all) {
        // The smallest key greater than `after` is `after` with a NUL behind it.
        SortedMap<String, T> rest = after == null ? all : all.tailMap(after + "\0");
        List<T> items = new ArrayList<>();
        String last = null;
        for (Map.Entry<String, T> entry : rest.entrySet()) {
            if (items.size() == limit) {
                return new Page<>(items, last);
            }
            items.add(entry.getValue());
            last = entry.getKey();
        }
        return new Page<>(items, null);
    }
}
