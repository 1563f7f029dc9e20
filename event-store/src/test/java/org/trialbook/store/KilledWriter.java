package org.trialbook.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.ReplaceOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;

/// Appends as fast as it can and prints what was acknowledged, until it is killed. Its arguments: the store directory,
/// and a prefix for the event ids.
final class KilledWriter {
    static final String LOG = "trialbook_log";
    static final String VIEWS = "trialbook_views";
    private static final int CALLERS = 12;

    private KilledWriter() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedServer server = EmbeddedServer.open(Path.of(args[0]), 0);
        MongoClient client = MongoClients.create(server.connectionString());
        Log log = Log.openForWriting(client.getDatabase(LOG), Drafts.settings(), null);
        for (int caller = 0; caller < CALLERS; caller++) {
            int number = caller;
            Thread.ofPlatform().start(() -> append(log, args[1] + number + "-"));
        }
        Thread.ofPlatform().start(() -> view(client));
        new CountDownLatch(1).await();
    }

    private static void append(Log log, String prefix) {
        for (int i = 0; ; i++) {
            String id = prefix + i;
            Draft draft = Drafts.draft(id, List.of(Drafts.tag("caller", prefix)));
            long size = log.append(List.of(draft), Drafts.unseen(Drafts.tag("id", id)))
                    .join();
            synchronized (System.out) {
                System.out.print(id + " " + (size - 1) + "\n");
                System.out.flush();
            }
        }
    }

    private static void view(MongoClient client) {
        var subjects = client.getDatabase(VIEWS).getCollection("subjects");
        for (int i = 0; ; i++) {
            subjects.replaceOne(
                    new Document("_id", "s" + i % 500),
                    new Document("_id", "s" + i % 500).append("n", i),
                    new ReplaceOptions().upsert(true));
        }
    }
}
