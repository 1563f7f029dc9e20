package org.trialbook.trial.reading;

import org.jspecify.annotations.Nullable;
import org.trialbook.event.ReadCode;
import org.trialbook.event.SubjectId;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Register a recording for blinded reading.
///
/// @param read a freshly drawn code
/// @param second another one, in case the protocol asks for two readers
/// @param media the recording's reference in the core lab's archive, or `sha256:` and the hash of what was uploaded
/// @param mediaHash SHA-256 of the recording, lower-case hexadecimal
/// @param uploaded what was found under the hash; null for a recording in an archive
public record RegisterRead(
        ActContext context,
        ReadCode read,
        ReadCode second,
        SubjectId subject,
        String visit,
        String modality,
        String media,
        String mediaHash,
        @Nullable StoredMedia uploaded)
        implements OnSubject {}
