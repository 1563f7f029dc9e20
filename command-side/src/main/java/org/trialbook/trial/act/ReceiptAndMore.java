package org.trialbook.trial.act;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A receipt, and what is shown once beside it. A repeat of the request gets the receipt and is told that it was shown:
/// whoever lost the answer asks where the arm may be seen, and is recorded there.
///
/// @param shown null for a repeat
/// @param shownBefore true for a repeat, otherwise null
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReceiptAndMore(
        @JsonUnwrapped Receipt receipt,
        @Nullable Map<String, String> shown,
        @Nullable Boolean shownBefore) {

    static ReceiptAndMore of(Receipt receipt, ActResult.Accepted accepted) {
        return accepted.repeated()
                ? new ReceiptAndMore(receipt, null, true)
                : new ReceiptAndMore(receipt, accepted.shownOnce(), null);
    }
}
