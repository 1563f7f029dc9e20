package org.trialbook.access;

import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/// Whom an endpoint is for. There is no class for "whatever": an endpoint without a class is refused.
public sealed interface Classification {

    /// Whether the caller gets further than the check of their role and of what they may know; as long as the study is
    /// not unblinded, where that makes a difference ([QuestionPermission#openAfterUnblinding]).
    boolean openTo(Caller caller);

    /// It answers one of these questions.
    record Asking(Set<QuestionPermission> questions) implements Classification {
        @Override
        public boolean openTo(Caller caller) {
            return questions.stream().anyMatch(question -> question.openTo(caller));
        }
    }

    /// It does an act.
    record Acting(Permission permission) implements Classification {
        @Override
        public boolean openTo(Caller caller) {
            return permission.openTo(caller.role());
        }
    }

    /// It shows nothing of the record.
    record Open(String why) implements Classification {
        @Override
        public boolean openTo(Caller caller) {
            return true;
        }
    }

    static Optional<Classification> of(HandlerMethod handler) {
        // A bean that is known by its name only is looked up.
        Object controller = handler.createWithResolvedBean().getBean();
        if (controller instanceof Permitted permitted) {
            return Optional.of(new Acting(permitted.permission()));
        }
        if (controller instanceof Answering answering) {
            return Optional.of(new Asking(answering.questions()));
        }
        ForEverybody open = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), ForEverybody.class);
        if (open != null) {
            return Optional.of(new Open(open.value()));
        }
        return Optional.empty();
    }
}
