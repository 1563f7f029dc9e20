package org.trialbook.trial.act;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.event.StudyId;

/// What somebody wants recorded. Ids, time, actor and random draws have arrived in it, so that deciding needs no clock
/// and no chance.
///
/// @param target whom or what the act is about, as the address names it; see [Target]
/// @param body what the request says of it; null where it is asked what stands in the way whatever a request will say
public record Command<T, B>(
        CommandContext context, T target, @Nullable B body) {

    /// A rule asks for what nobody has said yet.
    public static final class UnsaidException extends RuntimeException {
        UnsaidException() {
            super("the command says nothing", null, false, false);
        }
    }

    /// @throws UnsaidException where nothing was said
    @Override
    public B body() {
        return said().orElseThrow(UnsaidException::new);
    }

    public Optional<B> said() {
        return Optional.ofNullable(body);
    }

    public StudyId study() {
        return context.study();
    }

    public Caller actor() {
        return context.actor();
    }
}
