package org.trialbook.benchmark.peer;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.trialbook.benchmark.measure.LoadCaller;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.MerkleFrontier;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;
import org.trialbook.store.EmbeddedServer;

/// What is left of our engine without everything that makes it one: one thread takes all lines that wait and inserts
/// them as a block of the same bytes, through the same driver into the same server. No conditions, no index, no line
/// is made, and nothing is checked.
///
/// With a tree, each line is hashed, the tree grows, each block has its root, and a checkpoint is signed every second:
/// that switch shows what the tree costs.
public final class RawDriver implements Peer {
    private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String NO_ROOT = "A".repeat(43) + "=";

    private record Waiting(Line line, CompletableFuture<@Nullable Void> done) {}

    private record Line(String text, byte[] bytes) {}

    private final boolean withTree;
    private final EmbeddedServer server;
    private final MongoClient client;
    private final MongoCollection<Document> blocks;
    private final MongoCollection<Document> checkpoints;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(10_000);
    private final MeasuredEvents events = new MeasuredEvents();
    private final NoteSigner signer = NoteSigner.generate("benchmark.example/raw", new SecureRandom());
    private final MerkleFrontier frontier = new MerkleFrontier();
    private final MerkleTree tree = new MerkleTree();
    private final Thread committer;
    private volatile boolean closed;
    private long lastCheckpoint = System.nanoTime();

    private RawDriver(Path directory, boolean withTree) {
        this.withTree = withTree;
        this.server = EmbeddedServer.open(directory, 0);
        this.client = MongoClients.create(server.connectionString());
        var database = client.getDatabase("raw_log");
        this.blocks = database.getCollection("blocks").withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        this.checkpoints = database.getCollection("checkpoints");
        this.committer = Thread.ofPlatform().daemon().name("raw-committer").start(this::run);
    }

    public static RawDriver open(Path directory) {
        return new RawDriver(directory, false);
    }

    public static RawDriver openWithTree(Path directory) {
        return new RawDriver(directory, true);
    }

    @Override
    public String name() {
        return withTree ? "raw driver with the tree" : "raw driver, same grouping";
    }

    @Override
    public LoadCaller caller(int number) {
        byte[] bytes = MeasuredEvents.line(1_000_000L + number, events.subject());
        Line line = new Line(new String(bytes, StandardCharsets.UTF_8), bytes);
        return () -> {
            Waiting waiting = new Waiting(line, new CompletableFuture<>());
            queue.put(waiting);
            waiting.done().join();
        };
    }

    private void run() {
        long number = 0;
        long size = 0;
        List<Waiting> group = new ArrayList<>();
        while (!closed) {
            try {
                Waiting first = queue.poll(50, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                group.add(first);
                queue.drainTo(group, 1_000);
                blocks.insertOne(block(number, size, group));
                number++;
                size += group.size();
                group.forEach(waiting -> waiting.done().complete(null));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                group.forEach(waiting -> waiting.done().completeExceptionally(e));
            }
            group.clear();
        }
    }

    private Document block(long number, long first, List<Waiting> group) {
        byte[] leaves = new byte[group.size() * TreeHash.BYTES];
        String root = NO_ROOT;
        if (withTree) {
            for (int i = 0; i < group.size(); i++) {
                TreeHash leaf = Sha256.leaf(group.get(i).line().bytes());
                frontier.append(leaf);
                tree.append(leaf);
                System.arraycopy(leaf.bytes(), 0, leaves, i * TreeHash.BYTES, TreeHash.BYTES);
            }
            TreeHash hash = frontier.root();
            root = hash.base64();
            checkpoint(hash);
        }
        return new Document("_id", number)
                .append("first", first)
                .append("size", first + group.size())
                .append("root", root)
                .append("writer", "writer-0123456789abcdef01234567")
                .append("nonce", "0123456789abcdef01234567")
                .append(
                        "lines",
                        group.stream().map(waiting -> waiting.line().text()).toList())
                .append("leaves", new Binary(leaves));
    }

    private void checkpoint(TreeHash root) {
        if (System.nanoTime() - lastCheckpoint > CHECKPOINT_NANOS) {
            lastCheckpoint = System.nanoTime();
            byte[] note = new Checkpoint(signer.name(), frontier.size(), root)
                    .sign(signer)
                    .format();
            checkpoints.insertOne(new Document("note", new String(note, StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            committer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
        server.close();
    }
}
