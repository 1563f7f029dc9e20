package org.trialbook.ledger;

/// Bytes that claim to be an event line are not one. There is exactly one way to write an event, so a line with
/// another member order, a space, or an unusual escape is malformed even where a JSON library would read it.
public final class MalformedLineException extends MalformedJsonException {

    MalformedLineException(int offset, String expected) {
        super(offset, expected);
    }
}
