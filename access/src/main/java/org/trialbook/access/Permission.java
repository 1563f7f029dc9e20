package org.trialbook.access;

import java.util.Set;

/// Who may do an act, as its declaration says.
///
/// A role here is necessary, not sufficient. That site staff act at their own site is checked beside it
/// ([Permissions#ownSite]), and what depends on the protocol or on the subject is decided by the act.
///
/// @param act the act's name, as in URLs and problems, such as `record-visit`
/// @param roles in which it may be done
public record Permission(String act, Set<Role> roles) {

    public Permission {
        roles = Set.copyOf(roles);
    }

    public boolean openTo(Role role) {
        return roles.contains(role);
    }
}
