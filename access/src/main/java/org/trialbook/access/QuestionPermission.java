package org.trialbook.access;

import java.util.HashSet;
import java.util.Set;

/// Who may ask a question, as its declaration says.
///
/// Site staff are answered about their own site only; the question narrows its answer to [Caller#site]. The name of
/// whatever shows an allocation begins with `unblinded-`.
///
/// @param name as in problems, such as `read-results`
/// @param roles in which it may be asked
/// @param afterUnblinding roles in which it may be asked from the study's unblinding on, and not before
public record QuestionPermission(String name, Set<Role> roles, Set<Role> afterUnblinding) {

    private static final String UNBLINDED = "unblinded-";

    public QuestionPermission {
        roles = Set.copyOf(roles);
        afterUnblinding = Set.copyOf(afterUnblinding);
    }

    public static QuestionPermission of(String name, Role... roles) {
        return new QuestionPermission(name, Set.of(roles), Set.of());
    }

    /// The same, open to these roles, too.
    public QuestionPermission and(Set<Role> more) {
        Set<Role> all = new HashSet<>(roles);
        all.addAll(more);
        return new QuestionPermission(name, all, afterUnblinding);
    }

    /// Whether the answer may show an allocation.
    public boolean unblinded() {
        return name.startsWith(UNBLINDED);
    }

    public boolean openTo(Role role) {
        return roles.contains(role);
    }

    public boolean openAfterUnblinding(Role role) {
        return afterUnblinding.contains(role);
    }

    @Override
    public String toString() {
        return name;
    }
}
