package org.trialbook.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/// Whom an endpoint is for. There is no class for "whatever": an endpoint without a class is refused.
public sealed interface Classification {

    /// Whether somebody in the role gets further than the check of the role; as long as the study is not unblinded,
    /// where that makes a difference ([Question#openAfterUnblinding]).
    boolean openTo(Role role);

    /// It answers one of these questions.
    record Asking(Set<Question> questions) implements Classification {
        @Override
        public boolean openTo(Role role) {
            return questions.stream().anyMatch(question -> question.openTo(role));
        }
    }

    /// It does an act.
    record Acting(Permission permission) implements Classification {
        @Override
        public boolean openTo(Role role) {
            return permission.openTo(role);
        }
    }

    /// It shows nothing of the record.
    record Open(String why) implements Classification {
        @Override
        public boolean openTo(Role role) {
            return true;
        }
    }

    static Optional<Classification> of(HandlerMethod handler) {
        Asks asks = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Asks.class);
        if (asks != null) {
            return asks.value().length == 0
                    ? Optional.empty()
                    : Optional.of(new Asking(Set.copyOf(List.of(asks.value()))));
        }
        // A bean that is known by its name only is looked up.
        if (handler.createWithResolvedBean().getBean() instanceof Permitted permitted) {
            return Optional.of(new Acting(permitted.permission()));
        }
        ForEverybody open = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), ForEverybody.class);
        if (open != null) {
            return Optional.of(new Open(open.value()));
        }
        return Optional.empty();
    }
}
