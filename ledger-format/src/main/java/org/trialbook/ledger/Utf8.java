package org.trialbook.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Whether bytes are UTF-8 as RFC 3629 has it: no longer forms than needed, no surrogates, nothing above
/// U+10FFFF.
final class Utf8 {

    /// Eight bytes at once, the first one lowest.
    static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /// Where the first sequence begins that is not UTF-8, or -1.
    static int firstMalformed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (at + 8 <= to && ((long) EIGHT.get(bytes, at) & HIGH_BITS) == 0) {
                at += 8;
            } else if (bytes[at] >= 0) {
                at++;
            } else {
                int length = sequence(bytes, at, to);
                if (length == 0) {
                    return at;
                }
                at += length;
            }
        }
        return -1;
    }

    /// The length of the sequence of several bytes that begins here, or 0 if there is none. Table 3-7 of
    /// Unicode.
    private static int sequence(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return isBetween(bytes, at + 1, to, 0x80, 0xBF) ? 2 : 0;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            int least = lead == 0xE0 ? 0xA0 : 0x80;
            int most = lead == 0xED ? 0x9F : 0xBF;
            return isBetween(bytes, at + 1, to, least, most) && isBetween(bytes, at + 2, to, 0x80, 0xBF) ? 3 : 0;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            int least = lead == 0xF0 ? 0x90 : 0x80;
            int most = lead == 0xF4 ? 0x8F : 0xBF;
            return isBetween(bytes, at + 1, to, least, most)
                            && isBetween(bytes, at + 2, to, 0x80, 0xBF)
                            && isBetween(bytes, at + 3, to, 0x80, 0xBF)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private static boolean isBetween(byte[] bytes, int at, int to, int least, int most) {
        return at < to && (bytes[at] & 0xFF) >= least && (bytes[at] & 0xFF) <= most;
    }
}
