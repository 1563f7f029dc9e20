package org.trialbook.event;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;

/// A critical act was tried and refused (21 CFR 11.10(f)): what was tried, which rule stood against it and on what
/// evidence. Evidence that reveals the arm is sealed.
///
/// @param act the act's name, such as `request-crossover`
/// @param refusal the refusal's stable name
/// @param rule the rule, in words
/// @param shownToBlinded whether somebody blinded may know that it was refused: only where neither the act nor the
///     rule is commoner in one arm than in the other
@Stored(value = "ActRefused", version = 2, conversions = ActRefusedVersion1.class)
public record ActRefused(
        StudyId study,
        String act,
        @Nullable SubjectId subject,
        String refusal,
        String rule,
        Map<String, String> evidence,
        @Padded(1280) Sealed<Map<String, String>> sealedEvidence,
        boolean shownToBlinded)
        implements TrialEvent {

    @Override
    public Knowledge toBlinded() {
        return shownToBlinded ? Knowledge.SHOWN_WITHOUT_SEALED_FIELDS : Knowledge.WITHHELD;
    }

    @Override
    public boolean toSite(SiteId site) {
        return subject != null && subject.site().equals(site);
    }

    @Override
    public Optional<SubjectId> aboutSubject() {
        return Optional.ofNullable(subject);
    }

    @Override
    public Set<EventTag> tags() {
        Set<EventTag> tags = new HashSet<>();
        tags.add(new EventTag("act", act));
        if (subject != null) {
            tags.add(EventTag.of(subject));
        }
        return Set.copyOf(tags);
    }
}
