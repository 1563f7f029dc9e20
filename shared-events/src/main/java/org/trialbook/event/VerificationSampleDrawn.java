package org.trialbook.event;

import java.util.List;

/// Subjects were drawn of whom every answer is compared with the source, among those that were registered since the
/// draw
/// before. Whoever has the record draws them again from the seed, which did not exist while they were registered.
/// Sites are not told: what is known to be looked at is written with more care.
///
/// @param seed 32 random bytes, lower-case hexadecimal
/// @param percent as the protocol said it
/// @param ofEach `site` or `study`, as the protocol said it
/// @param subjects those that were drawn, in the order of their numbers; none where so many were drawn before
@Stored("VerificationSampleDrawn")
public record VerificationSampleDrawn(StudyId study, String seed, int percent, String ofEach, List<SubjectId> subjects)
        implements StudyEvent, ToBlinded.Shown {
    @Override
    public boolean toSite(SiteId site) {
        return false;
    }
}
