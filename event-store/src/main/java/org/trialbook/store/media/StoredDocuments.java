package org.trialbook.store.media;

/// The study's documents among the media: nobody can register one as what a subject's read is made of, and no
/// recording is published as a document.
public final class StoredDocuments {
    /// As which they are told from recordings.
    public static final String TYPE = "application/pdf;profile=study-document";

    private StoredDocuments() {}

    public static boolean isOne(StoredMedia media) {
        return media.contentType().equals(TYPE);
    }
}
