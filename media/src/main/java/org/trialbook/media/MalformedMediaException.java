package org.trialbook.media;

/// A file that begins like its format and does not go on like it. The message says what is wrong, without a value
/// of the file.
public final class MalformedMediaException extends Exception {
    public MalformedMediaException(String message) {
        super(message);
    }
}
