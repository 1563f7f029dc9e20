package org.trialbook.access;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
import org.trialbook.event.SiteId;
import org.trialbook.protocol.CoreLabResults;
import org.trialbook.protocol.FreeText;
import org.trialbook.protocol.SealedContent;

/// Who makes this request, as the token says, and what the study's protocol lets them know. Controllers take one
/// as a plain parameter.
///
/// @param id the stable id that the identity provider gives this person
/// @param name as it is to be shown in the audit trail
/// @param site where they work; present for site staff and for nobody else
/// @param knows what they may know of what is sealed while the study is blind
/// @param results what they are told of the core laboratory's results: what each of these tells; empty for
///     whoever some version of the protocol does not name
public record Caller(
        String id,
        String name,
        Role role,
        @Nullable SiteId site,
        Set<SealedContent> knows,
        Set<CoreLabResults> results) {

    private static final int LONGEST = 200;

    /// @throws IllegalArgumentException when the site doesn't fit the role, or an id or name says nothing
    ///     or is longer than 200 characters
    public Caller {
        knows = Set.copyOf(knows);
        results = Set.copyOf(results);
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

    /// Somebody who is told none of the core laboratory's results.
    public Caller(String id, String name, Role role, @Nullable SiteId site, Set<SealedContent> knows) {
        this(id, name, role, site, knows, Set.of());
    }

    /// The same person, as the study's protocol lets them know.
    public Caller knowing(RoleKnowledge knowledge) {
        return new Caller(id, name, role, site, knowledge.of(role), knowledge.results(role));
    }

    public boolean mayKnow(SealedContent content) {
        return knows.contains(content);
    }

    /// From when they are told of a recording of that modality: `unblinding` unless each version of the protocol
    /// so far tells them earlier.
    ///
    /// @param arm of its subject; null while not allocated
    public CoreLabResults.From toldFrom(String modality, @Nullable ArmCode arm) {
        return results.stream()
                .map(told -> told.when(modality, arm))
                .max(Comparator.naturalOrder())
                .orElse(CoreLabResults.From.UNBLINDING);
    }

    /// Whether they know the arms, and are told what waited of the core laboratory's results once the study is
    /// unblinded: every version of the protocol names them.
    public boolean waitsForResults() {
        return mayKnow(SealedContent.ALLOCATION) && !results.isEmpty();
    }

    /// The same person after the study's unblinding.
    public Caller sinceUnblinding() {
        Set<SealedContent> now = new HashSet<>(knows);
        if (waitsForResults()) {
            now.add(SealedContent.CORE_LAB_RESULTS);
        }
        return new Caller(id, name, role, site, now, results);
    }

    /// Whether they must not know an arm.
    public boolean blinded() {
        return !mayKnow(SealedContent.ALLOCATION);
    }
}
