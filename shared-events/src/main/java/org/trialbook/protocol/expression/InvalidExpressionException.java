package org.trialbook.protocol.expression;

/// An expression that cannot be read or means nothing; the message is for whoever wrote it.
public final class InvalidExpressionException extends IllegalArgumentException {
    InvalidExpressionException(String message) {
        super(message);
    }
}
