package org.trialbook.view.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.problem.Problem;
import org.trialbook.access.problem.ProblemException;

/// Which part of a list is asked for.
///
/// @param limit how many items the page has at most
/// @param cursor only what comes after the item of this key; null for the first page
public record PageRequest(int limit, @Nullable String cursor) {

    public static final int MOST = 1_000;

    /// @throws ProblemException (400) when the limit is not a number from 1 to [#MOST]
    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(limit(limit, 200), cursor);
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
    /// @param next the `cursor` of the next page; null when this is the last
    public record Page<T>(List<T> items, @Nullable String next) {
        /// @param content what is said of the items, and of the whole list
        public QuestionAnswer answer(Object content) {
            return new QuestionAnswer(content, next);
        }
    }

    /// @param all every item by its key, in the order of the keys
    public <T> Page<T> of(SortedMap<String, T> all) {
        return of(all, item -> item);
    }

    /// The same of what some of the items come to: no other page is looked at.
    ///
    /// @param item null for one that is not in the list
    public <T, R> Page<R> of(SortedMap<String, T> all, Function<T, @Nullable R> item) {
        // The smallest key greater than the cursor is the cursor with a NUL behind it.
        SortedMap<String, T> rest = cursor == null ? all : all.tailMap(cursor + "\0");
        List<R> items = new ArrayList<>();
        String last = null;
        for (Map.Entry<String, T> entry : rest.entrySet()) {
            R made = item.apply(entry.getValue());
            if (made != null && items.size() == limit) {
                return new Page<>(items, last);
            }
            if (made != null) {
                items.add(made);
                last = entry.getKey();
            }
        }
        return new Page<>(items, null);
    }
}
