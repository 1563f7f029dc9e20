package org.trialbook.allocation;

import java.nio.ByteBuffer;

/// Numbers that follow from the seed and a message: `HMAC-SHA-256(seed, "<label>|<try>")`, its first eight
/// bytes as an unsigned number, taken modulo the range. A number in the last, incomplete range would favour the
/// small results: it is rejected and drawn again with the next `try`, from 0 on.
final class Draws {

    private Draws() {}

    /// A number from 0 up to `range`, each equally likely.
    ///
    /// @param label what is drawn; no two draws of a study have the same
    static long below(AllocationSeed seed, String label, long range) {
        // 2^64 mod range, in unsigned arithmetic.
        long incomplete = Long.remainderUnsigned(Long.remainderUnsigned(-1L, range) + 1, range);
        for (int attempt = 0; ; attempt++) {
            // The text is joined and not formatted: the digits of the machine's locale must not choose the arm.
            long number = ByteBuffer.wrap(seed.hmac(label + "|" + attempt)).getLong();
            if (Long.compareUnsigned(number, -1L - incomplete) <= 0) {
                return Long.remainderUnsigned(number, range);
            }
        }
    }
}
