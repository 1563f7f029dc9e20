package org.trialbook.ledger;

/// What stands in a redacted bundle in the place of an event that is withheld: its position, written one
/// way, and nothing else. The event's leaf hash stands where it always does.
///
/// No event line begins like it, so neither can be taken for the other.
final class WithheldLine {

    private static final byte[] HEAD = JsonScanner.ascii("{\"withheld\":");

    /// The length of the line for a position with 19 digits.
    private static final int MAX_BYTES = HEAD.length + 20;

    private WithheldLine() {}

    /// The line for a position, without a newline.
    static byte[] format(long position) {
        return new LineBytes().raw(HEAD).number(position).raw('}').toArray();
    }

    /// The position that the line withholds, or -1 if it is not such a line, written the one way.
    static long position(byte[] bytes, int from, int length) {
        // The first byte in which the two kinds of line differ: event lines are sorted out by one look.
        if (length <= HEAD.length || length > MAX_BYTES || bytes[from + 2] != HEAD[2]) {
            return -1;
        }
        JsonScanner in = new JsonScanner();
        try {
            in.over(bytes, from, length);
            in.expect(HEAD);
            long position = in.number();
            in.expect('}');
            in.end();
            return position;
        } catch (MalformedJsonException other) {
            return -1;
        }
    }
}
