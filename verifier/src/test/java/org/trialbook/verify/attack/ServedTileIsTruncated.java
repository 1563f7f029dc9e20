package org.trialbook.verify.attack;

import java.util.Arrays;
import org.trialbook.ledger.NoteSigner;

/// A tile has fewer hashes than the checkpoint vouches for.
final class ServedTileIsTruncated implements ServerAttack {

    @Override
    public void on(ServedLog log, NoteSigner key) {
        log.served("/tile/0/001.p/44", tile -> Arrays.copyOf(tile, 43 * 32));
    }

    @Override
    public String answeredWith() {
        return "unserved-piece";
    }

    @Override
    public Long answeredAt() {
        return 256L;
    }
}
