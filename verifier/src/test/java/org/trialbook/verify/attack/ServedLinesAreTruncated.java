package org.trialbook.verify.attack;

import java.util.Arrays;
import org.trialbook.ledger.NoteSigner;

/// The last line of a bundle of lines is cut off.
final class ServedLinesAreTruncated implements ServerAttack {

    @Override
    public void on(ServedLog log, NoteSigner key) {
        log.served("/tile/entries/000", lines -> Arrays.copyOf(lines, lines.length - 7));
    }

    @Override
    public String answeredWith() {
        return "unserved-piece";
    }

    @Override
    public Long answeredAt() {
        return 0L;
    }
}
