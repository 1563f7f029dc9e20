package org.trialbook.store;

import de.bwaldvogel.mongo.exception.MongoServerException;

/// The embedded server could not commit a write: it is not known whether the write is kept. For the
/// client this is an error without a code, which it must take for an unknown outcome.
final class UncommittedException extends MongoServerException {
    UncommittedException(Throwable cause) {
        super("The write could not be committed, and it is not known whether it is kept: " + cause.getMessage(), cause);
    }
}
