package org.trialbook.trial.correction;

import org.jspecify.annotations.Nullable;
import org.trialbook.event.SubjectId;
import org.trialbook.event.Value;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Correct one answer of a recorded form.
///
/// @param from the answer as the caller sees it; null: the item is empty
/// @param to what it should be; null: the answer is withdrawn
/// @param because why
public record CorrectValue(
        ActContext context,
        SubjectId subject,
        String visit,
        String form,
        String item,
        @Nullable Value from,
        @Nullable Value to,
        String because)
        implements OnSubject {}
