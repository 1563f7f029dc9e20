package org.trialbook.trial.act;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the caller gets for a recorded act: enough to find its events in the record, and to prove later that they are
/// in it. It holds nothing that tells the arm.
///
/// @param subject whom the act is about, where it is about one subject
/// @param read the code of a recording just registered, of a read just claimed, or of one that a reader told of
/// @param eligible what confirming eligibility came to
/// @param randomizationNumber the subject's number among the randomized
/// @param unblinding the number of the subject's unblinding, to assess it by
/// @param issue the number of the site's issue of envelopes
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        String act,
        String study,
        @Nullable String subject,
        @Nullable String read,
        @Nullable Boolean eligible,
        @Nullable Integer randomizationNumber,
        @Nullable Integer unblinding,
        @Nullable Integer issue,
        Instant recordedAt,
        List<Entry> events) {

    /// One event of the act.
    ///
    /// @param position its place in the record, from 0; null for a caller who may not know places
    /// @param ordinal for that caller its place among those events of the subject, or of the read, that the caller
    ///     counts, from 1; null also where the caller counts no event of the act
    /// @param type its stored name, without the namespace [EventTypes#NAMESPACE]
    /// @param leafHash RFC 9162 leaf hash of its line, base64
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(@Nullable Long position, @Nullable Integer ordinal, String id, String type, String leafHash) {}
}
