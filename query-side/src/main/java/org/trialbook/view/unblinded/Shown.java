package org.trialbook.view.unblinded;

import java.util.Collection;
import java.util.List;
import org.trialbook.view.question.QuestionAnswer;

/// The answer to an unblinded question.
///
/// @param subjects of whom it shows anything sealed; none when it is figures only
public record Shown(QuestionAnswer answer, Collection<String> subjects) {
    public Shown {
        subjects = List.copyOf(subjects);
    }
}
