package org.trialbook.access;

import java.util.HashSet;
import java.util.Set;
import org.trialbook.protocol.SealedContent;

/// Who may ask a question, as its declaration says.
///
/// Site staff are answered about their own site only; the question narrows its answer to [Caller#site]. The name of
/// whatever shows an allocation begins with `unblinded-`. A role here is necessary, not sufficient: what an answer may
/// show of what is sealed, the study's protocol must let the caller know, too.
///
/// @param name as in problems, such as `read-results`
/// @param roles in which it may be asked
/// @param afterUnblinding roles in which it may be asked from the study's unblinding on, and not before
/// @param shows what the caller must be let know
public record QuestionPermission(String name, Set<Role> roles, Set<Role> afterUnblinding, Set<SealedContent> shows) {

    private static final String UNBLINDED = "unblinded-";

    public QuestionPermission {
        roles = Set.copyOf(roles);
        afterUnblinding = Set.copyOf(afterUnblinding);
        shows = Set.copyOf(shows);
    }

    public QuestionPermission(String name, Set<Role> roles, Set<Role> afterUnblinding) {
        this(name, roles, afterUnblinding, name.startsWith(UNBLINDED) ? Set.of(SealedContent.ALLOCATION) : Set.of());
    }

    public static QuestionPermission of(String name, Role... roles) {
        return new QuestionPermission(name, Set.of(roles), Set.of());
    }

    /// The same, open to these roles, too.
    public QuestionPermission and(Set<Role> more) {
        Set<Role> all = new HashSet<>(roles);
        all.addAll(more);
        return new QuestionPermission(name, all, afterUnblinding, shows);
    }

    /// The same, for those alone who may know that, too.
    public QuestionPermission showing(SealedContent content) {
        Set<SealedContent> all = new HashSet<>(shows);
        all.add(content);
        return new QuestionPermission(name, roles, afterUnblinding, all);
    }

    /// Whether the answer may show an allocation.
    public boolean unblinded() {
        return name.startsWith(UNBLINDED);
    }

    public boolean openTo(Role role) {
        return roles.contains(role);
    }

    /// Whether the caller may ask it: in their role, and knowing what they may know.
    public boolean openTo(Caller caller) {
        return openTo(caller.role()) && caller.knows().containsAll(shows);
    }

    public boolean openAfterUnblinding(Role role) {
        return afterUnblinding.contains(role);
    }

    @Override
    public String toString() {
        return name;
    }
}
