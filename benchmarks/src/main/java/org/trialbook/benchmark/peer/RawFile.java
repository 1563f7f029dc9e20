package org.trialbook.benchmark.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.trialbook.benchmark.measure.LoadCaller;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.MerkleFrontier;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TreeHash;

/// What is left of our engine without everything that makes it one: one thread takes all lines that wait, writes them
/// as a block of as many bytes behind the last one of a file, and forces it. No conditions, no index, no line is made,
/// and nothing is checked.
///
/// Of one caller, there is no thread between it and the file: it appends and forces by itself.
///
/// With a tree, each line is hashed, the tree grows, each block has its root, and a checkpoint is signed every second:
/// that switch shows what the tree costs.
public final class RawFile implements Peer {
    private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final TreeHash NO_ROOT = TreeHash.of(new byte[TreeHash.BYTES]);
    private static final byte[] WRITER_AND_NONCE =
            "writer-0123456789abcdef012345670123456789abcdef01234567".getBytes(StandardCharsets.US_ASCII);
    /// So much of the file is filled with zeros at once, for an append to change nothing but bytes.
    private static final int SEGMENT = 16 << 20;

    private record Waiting(byte[] line, CompletableFuture<@Nullable Void> done) {}

    private enum Kind {
        GROUPED("raw file, same grouping"),
        WITH_TREE("raw file with the tree"),
        OF_ONE_CALLER("append and force");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    private final Kind kind;
    private final FileChannel blocks;
    private final FileChannel checkpoints;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(10_000);
    private final MeasuredEvents events = new MeasuredEvents();
    private final NoteSigner signer = NoteSigner.generate("benchmark.example/raw", new SecureRandom());
    private final MerkleFrontier frontier = new MerkleFrontier();
    private final MerkleTree tree = new MerkleTree();
    private final Thread committer;
    private volatile boolean closed;
    private long lastCheckpoint = System.nanoTime();
    private long end;
    private long filled;

    private RawFile(Path directory, Kind kind) {
        this.kind = kind;
        try {
            Files.createDirectories(directory);
            this.blocks = create(directory.resolve("blocks"));
            this.checkpoints = create(directory.resolve("checkpoints"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.committer = Thread.ofPlatform().daemon().name("raw-committer").unstarted(this::run);
        if (kind != Kind.OF_ONE_CALLER) {
            committer.start();
        }
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    public static RawFile open(Path directory) {
        return new RawFile(directory, Kind.GROUPED);
    }

    public static RawFile openWithTree(Path directory) {
        return new RawFile(directory, Kind.WITH_TREE);
    }

    public static RawFile ofOneCaller(Path directory) {
        return new RawFile(directory, Kind.OF_ONE_CALLER);
    }

    @Override
    public String name() {
        return kind.shown;
    }

    @Override
    public LoadCaller caller(int number) {
        byte[] line = MeasuredEvents.line(1_000_000L + number, events.subject());
        if (kind == Kind.OF_ONE_CALLER) {
            List<Waiting> alone = List.of(new Waiting(line, new CompletableFuture<>()));
            return () -> append(block(0, 0, alone));
        }
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
                append(block(number, size, group));
                number++;
                size += group.size();
                group.forEach(waiting -> waiting.done().complete(null));
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                group.forEach(waiting -> waiting.done().completeExceptionally(e));
            }
            group.clear();
        }
    }

    private void append(ByteBuffer block) throws IOException {
        if (end + block.remaining() > filled) {
            blocks.write(ByteBuffer.allocate(SEGMENT), filled);
            filled += SEGMENT;
            blocks.force(true);
        }
        while (block.hasRemaining()) {
            end += blocks.write(block, end);
        }
        blocks.force(false);
    }

    private ByteBuffer block(long number, long first, List<Waiting> group) throws IOException {
        byte[] leaves = new byte[group.size() * TreeHash.BYTES];
        TreeHash root = NO_ROOT;
        if (kind == Kind.WITH_TREE) {
            for (int i = 0; i < group.size(); i++) {
                TreeHash leaf = Sha256.leaf(group.get(i).line());
                frontier.append(leaf);
                tree.append(leaf);
                System.arraycopy(leaf.bytes(), 0, leaves, i * TreeHash.BYTES, TreeHash.BYTES);
            }
            root = frontier.root();
            checkpoint(root);
        }
        int bytes = 4 * Long.BYTES + TreeHash.BYTES + WRITER_AND_NONCE.length + leaves.length;
        for (Waiting waiting : group) {
            bytes += Integer.BYTES + waiting.line().length;
        }
        ByteBuffer block = ByteBuffer.allocate(bytes);
        block.putLong(bytes).putLong(number).putLong(first).putLong(first + group.size());
        block.put(root.bytes()).put(WRITER_AND_NONCE).put(leaves);
        group.forEach(waiting -> block.putInt(waiting.line().length).put(waiting.line()));
        return block.flip();
    }

    private void checkpoint(TreeHash root) throws IOException {
        if (System.nanoTime() - lastCheckpoint > CHECKPOINT_NANOS) {
            lastCheckpoint = System.nanoTime();
            byte[] note = new Checkpoint(signer.name(), frontier.size(), root)
                    .sign(signer)
                    .format();
            checkpoints.write(ByteBuffer.wrap(note));
            checkpoints.force(false);
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
        try {
            blocks.close();
            checkpoints.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
