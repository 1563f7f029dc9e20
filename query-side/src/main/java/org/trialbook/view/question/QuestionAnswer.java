package org.trialbook.view.question;

import org.jspecify.annotations.Nullable;

/// What a question is answered with.
///
/// @param content as JSON
/// @param next where the next page begins; null when this is the last, or no list
public record QuestionAnswer(Object content, @Nullable String next) {
    public static QuestionAnswer whole(Object content) {
        return new QuestionAnswer(content, null);
    }
}
