package org.trialbook.store.media;

import org.jspecify.annotations.Nullable;

/// A media object as a whole.
///
/// @param hash SHA-256 of its bytes, lower-case hexadecimal
/// @param contentType what its content was found to be, such as `application/dicom`
/// @param bytes its length
/// @param modality what kind of recording its content says that it is, such as `US`; null where it does not say, and
///     for what was stored before that was asked
public record StoredMedia(
        String hash,
        String contentType,
        long bytes,
        @Nullable String modality) {

    public StoredMedia(String hash, String contentType, long bytes) {
        this(hash, contentType, bytes, null);
    }
}
