package org.trialbook.benchmark.question;

import java.util.ArrayList;
import java.util.List;
import org.trialbook.benchmark.peer.Peer;

/// Stores that are open together; closed in the opposite order.
final class Peers implements AutoCloseable {
    private final List<Peer> open = new ArrayList<>();

    <P extends Peer> P add(P peer) {
        open.add(peer);
        return peer;
    }

    List<Peer> all() {
        return List.copyOf(open);
    }

    @Override
    public void close() {
        open.reversed().forEach(Peer::close);
    }
}
