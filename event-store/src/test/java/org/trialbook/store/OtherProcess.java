package org.trialbook.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.trialbook.ledger.EventLine.Tag;

/// Randomizes subjects, unless somebody did already, and prints those it did. Its arguments: the server, the database,
/// and how many subjects there are.
final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] args) {
        try (MongoClient client = MongoClients.create(args[0]);
                Log log = Log.openForWriting(LogStore.in(client.getDatabase(args[1])), Drafts.settings(), null)) {
            System.out.println("ready");
            for (int subject = Integer.parseInt(args[2]) - 1; subject >= 0; subject--) {
                Tag tag = Drafts.tag("subject", "s" + subject);
                try {
                    log.append(List.of(Drafts.draft("theirs-" + subject, List.of(tag))), Drafts.unseen(tag))
                            .join();
                    System.out.println("s" + subject);
                } catch (CompletionException e) {
                    if (!(e.getCause() instanceof AppendEventsTransactionRejectedException)) {
                        throw e;
                    }
                }
            }
        }
    }
}
