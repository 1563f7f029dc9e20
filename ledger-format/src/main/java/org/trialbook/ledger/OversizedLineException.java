package org.trialbook.ledger;

/// An event does not fit into a line. Entry bundles of the tile format carry a 16-bit length, so nothing longer can be
/// served: a larger payload belongs into an attachment, with its content hash in the event.
public final class OversizedLineException extends IllegalArgumentException {

    OversizedLineException(int bytes) {
        super("the line would have " + bytes + " bytes; at most " + EventLine.MAX_BYTES + " are possible");
    }
}
