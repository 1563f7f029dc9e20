package org.trialbook.store.media;

/// A media object as a whole.
///
/// @param hash SHA-256 of its bytes, lower-case hexadecimal
/// @param contentType what its content was found to be, such as `application/dicom`
/// @param bytes its length
public record StoredMedia(String hash, String contentType, long bytes) {}
