package org.trialbook.trial.media;

/// A file that begins like its format and does not go on like it. The message says what is wrong, without a value
/// of the file.
final class MalformedMediaException extends Exception {
    MalformedMediaException(String message) {
        super(message);
    }
}
