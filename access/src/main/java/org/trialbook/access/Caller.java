package org.trialbook.access;

import org.jspecify.annotations.Nullable;
import org.trialbook.event.SiteId;
import org.trialbook.protocol.FreeText;

/// Who makes this request, as the token says. Controllers take one as a plain parameter.
///
/// @param id the stable id that the identity provider gives this person
/// @param name as it is to be shown in the audit trail
/// @param site where they work; present for site staff and for nobody else
public record Caller(
        String id, String name, Role role, @Nullable SiteId site) {

    private static final int LONGEST = 200;

    /// @throws IllegalArgumentException when the site doesn't fit the role, or an id or name says nothing
    ///     or is longer than 200 characters
    public Caller {
        if (!FreeText.says(id) || !FreeText.says(name) || id.length() > LONGEST || name.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a caller has an id and a name of at most 200 characters, with a letter or a digit");
        }
        if (role.atSite() && site == null) {
            throw new IllegalArgumentException("a caller in the role " + role + " belongs to a site");
        }
        if (!role.atSite() && site != null) {
            throw new IllegalArgumentException("a caller in the role " + role + " belongs to no site");
        }
    }

    public boolean blinded() {
        return role.blinded();
    }
}
