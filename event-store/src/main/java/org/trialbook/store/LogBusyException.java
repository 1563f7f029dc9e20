package org.trialbook.store;

/// More is waiting to be appended than the log takes in. Nothing was recorded; try again later.
public final class LogBusyException extends RuntimeException {
    public LogBusyException(long appends, long bytes) {
        super("The log is busy: " + appends + " appends of " + bytes + " bytes are waiting already");
    }
}
