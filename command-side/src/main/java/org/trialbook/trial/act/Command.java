package org.trialbook.trial.act;

import org.trialbook.access.Caller;
import org.trialbook.event.StudyId;

/// What somebody wants recorded. Ids, time, actor and random draws have arrived in it, so that deciding needs no clock
/// and no chance.
///
/// @param target whom or what the act is about, as the address names it; see [Target]
/// @param body what the request says of it
public record Command<T, B>(CommandContext context, T target, B body) {
    public StudyId study() {
        return context.study();
    }

    public Caller actor() {
        return context.actor();
    }
}
