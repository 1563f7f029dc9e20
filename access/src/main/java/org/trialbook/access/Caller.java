package org.trialbook.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SiteId;
import org.trialbook.protocol.FreeText;
import org.trialbook.protocol.SealedContent;

/// Who makes this request, as the token says, and what the study's protocol lets them know. Controllers take one as a
/// plain parameter.
///
/// @param id the stable id that the identity provider gives this person
/// @param name as it is to be shown in the audit trail
/// @param site where they work; present for site staff and for nobody else
/// @param knows what they may know of what is sealed while the study is blind
public record Caller(
        String id, String name, Role role, @Nullable SiteId site, Set<SealedContent> knows) {

    private static final int LONGEST = 200;

    /// @throws IllegalArgumentException when the site doesn't fit the role, or an id or name says nothing
    ///     or is longer than 200 characters
    public Caller {
        knows = Set.copyOf(knows);
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

    /// Somebody who may know nothing of what is sealed: whoever forgets to ask the protocol tells nobody anything.
    public Caller(String id, String name, Role role, @Nullable SiteId site) {
        this(id, name, role, site, Set.of());
    }

    /// The same person, as the study's protocol lets them know.
    public Caller knowing(RoleKnowledge knowledge) {
        return new Caller(id, name, role, site, knowledge.of(role));
    }

    public boolean mayKnow(SealedContent content) {
        return knows.contains(content);
    }

    /// Whether they must not know an arm.
    public boolean blinded() {
        return !mayKnow(SealedContent.ALLOCATION);
    }
}
