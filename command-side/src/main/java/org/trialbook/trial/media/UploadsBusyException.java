package org.trialbook.trial.media;

/// So many files are being looked into that this one was not come to.
final class UploadsBusyException extends RuntimeException {

    UploadsBusyException() {
        super("too many files are being looked into", null, false, false);
    }
}
