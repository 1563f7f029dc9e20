package org.trialbook.trial.reading;

import org.trialbook.event.ReadCode;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.ActContext;
import org.trialbook.trial.act.OnSubject;

/// Register a recording for blinded reading.
///
/// @param read a freshly drawn code
/// @param media the recording's reference in the core lab's archive
/// @param mediaHash SHA-256 of the recording, lower-case hexadecimal
public record RegisterRead(
        ActContext context,
        ReadCode read,
        SubjectId subject,
        String visit,
        String modality,
        String media,
        String mediaHash)
        implements OnSubject {}
