package org.trialbook.store;

/// More appends are waiting than the log takes in. Nothing was recorded; try again later.
public final class LogBusyException extends RuntimeException {
    public LogBusyException(int waiting) {
        super("The log is busy: " + waiting + " appends are waiting already");
    }
}
