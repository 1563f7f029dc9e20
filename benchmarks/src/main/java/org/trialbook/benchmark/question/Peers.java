package org.trialbook.benchmark.question;

import java.util.ArrayList;
import java.util.List;
import org.trialbook.benchmark.peer.Contender;

/// Stores that are open together; closed in the opposite order.
final class Peers implements AutoCloseable {
    private final List<Contender> open = new ArrayList<>();

    <P extends Contender> P add(P peer) {
        open.add(peer);
        return peer;
    }

    List<Contender> all() {
        return List.copyOf(open);
    }

    @Override
    public void close() {
        open.reversed().forEach(Contender::close);
    }
}
