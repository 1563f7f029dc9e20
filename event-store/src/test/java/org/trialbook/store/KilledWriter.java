package org.trialbook.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.trialbook.ledger.EventLine.Tag;

/// Appends as fast as it can, each append on condition that its subject has nothing new, and prints what was
/// acknowledged, until it is killed. Its arguments: the store directory, a prefix for the event ids, and a seed.
final class KilledWriter {
    private static final int CALLERS = 12;
    private static final int SUBJECTS = 30;

    private KilledWriter() {}

    public static void main(String[] args) throws IOException {
        Log log = Log.openForWriting(FileLogStore.open(Path.of(args[0])), Drafts.settings(), null);
        for (int caller = 0; caller < CALLERS; caller++) {
            String prefix = args[1] + caller + "-";
            Random random = new Random(Long.parseLong(args[2]) + caller);
            Thread.ofPlatform().start(() -> append(log, prefix, random));
        }
        // Whoever started it is gone when this ends: then nobody is left to kill it.
        while (System.in.read() >= 0) {}
        Runtime.getRuntime().halt(1);
    }

    private static void append(Log log, String prefix, Random random) {
        for (int i = 0; ; i++) {
            Tag subject = Drafts.tag("subject", "s" + random.nextInt(SUBJECTS));
            Append.Guard guard = new Append.Guard(Drafts.unseen(subject).query(), log.size());
            int events = 1 + random.nextInt(3);
            List<Draft> drafts = new ArrayList<>();
            for (int event = 0; event < events; event++) {
                // The id says how many belong together.
                drafts.add(Drafts.draft(prefix + i + "/" + event + "/" + events, List.of(subject)));
            }
            try {
                long size = log.append(drafts, guard).join();
                tell(prefix + i + " " + events + " " + size + " " + subject.value() + " " + guard.from());
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof AppendEventsTransactionRejectedException)) {
                    throw e;
                }
            }
        }
    }

    private static void tell(String line) {
        synchronized (System.out) {
            System.out.print(line + "\n");
            System.out.flush();
        }
    }
}
