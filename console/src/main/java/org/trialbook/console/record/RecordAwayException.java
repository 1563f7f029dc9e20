package org.trialbook.console.record;

import java.io.IOException;

/// The record could not be reached, or its answer was lost on the way: whether an act was recorded is not known.
public final class RecordAwayException extends RuntimeException {

    public RecordAwayException(IOException cause) {
        super(cause.getClass().getSimpleName(), cause);
    }
}
