package org.trialbook.trial.reading;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;

/// Whether a file can be of the modality that it is registered as. A protocol names its modalities freely; refused
/// is only what cannot be: where both are known, and differ.
final class MediaModality {

    /// What a file may say that is read as one of these, by DICOM's codes (PS3.3, C.7.3.1.1.1).
    private static final Set<String> OF_ECG = Set.of("ECG", "EPS", "HD", "SC", "OT", "DOC", "SR", "XC");

    private static final Set<String> OF_ECHO = Set.of("US", "IVUS", "SC", "OT", "DOC", "SR", "XC");

    /// Which other one is not said: it may be of a subject, a visit or a site that the caller is told nothing of.
    static final Reason OF_ANOTHER_RECORDING =
            Reason.of("media-of-another-recording", "A media object belongs to one recording.");
    private static final Reason OF_ANOTHER_MODALITY =
            Reason.of("media-of-another-modality", "A recording's media are of its modality.");

    private MediaModality() {}

    /// Why the file does not go with the modality; null where it may.
    static @Nullable Refusal refusal(StoredMedia media, String modality) {
        String says = media.modality();
        if (says == null) {
            return null;
        }
        String planned = modality.toLowerCase(Locale.ROOT);
        boolean fits =
                planned.contains("ecg") ? OF_ECG.contains(says) : !planned.contains("echo") || OF_ECHO.contains(says);
        return fits
                ? null
                : OF_ANOTHER_MODALITY
                        .with("media", media.hash())
                        .with("says", says)
                        .with("modality", modality);
    }
}
