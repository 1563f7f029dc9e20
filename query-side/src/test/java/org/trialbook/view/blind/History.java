package org.trialbook.view.blind;

import com.mongodb.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.TreeHash;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.LogStore;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.view.checkpoint.CheckpointSource;
import org.trialbook.view.projection.DecodedRecord;
import org.trialbook.view.projection.Story;
import org.trialbook.view.projection.TrialRecord;

/// A history that is served: its log in a database of its own, signed once, and what is sealed in it, for planted leaks
/// to tell.
public final class History implements AutoCloseable {

    private static final int BLOCK = 100;

    private final MongoDatabase database;
    private final Log log;
    private final TrialRecord record;
    private final CheckpointSource checkpoints;
    private final List<String> subjects = new ArrayList<>();
    private final List<String> reads = new ArrayList<>();
    private final TreeMap<String, String> arms = new TreeMap<>();
    private int withheld;
    private final StringBuilder measured = new StringBuilder();
    private final StringBuilder sealedResults = new StringBuilder();
    /// Beans that live as long as this history is at hand.
    private final Map<String, Object> beans = new HashMap<>();

    /// @param record what the views see of the story
    public History(
            Story story, List<Deed> deeds, TrialRecord record, MongoDatabase database, Clock clock, NoteSigner signer) {
        this.database = database;
        this.record = new DecodedRecord(record);
        TreeHash root = store(story, database);
        this.log = Log.openForReading(LogStore.in(database), LogSettings.of(clock, Secrets.generator(7)), null);
        Checkpoint checkpoint = new Checkpoint(signer.name(), story.size(), root);
        this.checkpoints = new SignedOnce(
                new StoredCheckpoints.Signed(checkpoint, checkpoint.sign(signer).format()), signer.verifier());
        for (Deed deed : deeds) {
            deed.event()
                    .aboutSubject()
                    .map(Object::toString)
                    .filter(id -> !subjects.contains(id))
                    .ifPresent(subjects::add);
            if (deed.event() instanceof ReadingEvent reading
                    && !reads.contains(reading.read().value())) {
                reads.add(reading.read().value());
            }
            withheld += BlindingPolicy.toBlinded(deed.event()) ? 0 : 1;
            if (deed.event() instanceof ReadingEvent.ReadSubmitted submitted) {
                measured.append(submitted.values());
                if (submitted.revealing() != null) {
                    sealedResults.append(submitted.revealing().opened());
                }
            }
            if (deed.event() instanceof SubjectRandomized randomized) {
                arms.put(randomized.subject().value(), randomized.arm().opened().value());
            }
        }
    }

    /// Blocks as the log's format has them. The log verifies them when it is opened.
    public static TreeHash store(Story story, MongoDatabase database) {
        MerkleTree tree = new MerkleTree();
        List<Document> blocks = new ArrayList<>();
        for (long first = 0; first < story.size(); first += BLOCK) {
            long end = Math.min(story.size(), first + BLOCK);
            List<String> lines = new ArrayList<>();
            byte[] leaves = new byte[Math.toIntExact(end - first) * TreeHash.BYTES];
            for (long position = first; position < end; position++) {
                lines.add(new String(story.line(position).format(), StandardCharsets.UTF_8));
                TreeHash leaf = story.leafHash(position);
                tree.append(leaf);
                System.arraycopy(
                        leaf.bytes(), 0, leaves, Math.toIntExact(position - first) * TreeHash.BYTES, TreeHash.BYTES);
            }
            blocks.add(new Document("_id", first / BLOCK)
                    .append("first", first)
                    .append("size", end)
                    .append("root", tree.root(end).base64())
                    .append("writer", "scribe")
                    .append("nonce", "n" + first)
                    .append("lines", lines)
                    .append("leaves", new Binary(leaves)));
        }
        database.getCollection("blocks").insertMany(blocks);
        return tree.root(tree.size());
    }

    public Log log() {
        return log;
    }

    public TrialRecord record() {
        return record;
    }

    public CheckpointSource checkpoints() {
        return checkpoints;
    }

    public List<String> subjects() {
        return subjects;
    }

    public List<String> reads() {
        return reads;
    }

    /// Subject → arm: what nobody blinded may learn.
    public TreeMap<String, String> arms() {
        return arms;
    }

    /// How many acts there are that the blinded are not told of.
    public int withheld() {
        return withheld;
    }

    /// What readers measured, one after the other.
    public String measured() {
        return measured.toString();
    }

    /// What they answered that tells the arm: what nobody blinded may learn.
    public String sealedResults() {
        return sealedResults.toString();
    }

    Map<String, Object> beans() {
        return beans;
    }

    @Override
    public void close() {
        log.close();
        database.drop();
    }

    private record SignedOnce(StoredCheckpoints.Signed signed, NoteVerifier key) implements CheckpointSource {
        @Override
        public Optional<StoredCheckpoints.Signed> newest() {
            return Optional.of(signed);
        }

        @Override
        public List<StoredCheckpoints.Signed> all() {
            return List.of(signed);
        }

        @Override
        public List<StoredCheckpoints.Witnessed> witnessed(List<NoteVerifier> witnesses) {
            return List.of();
        }
    }
}
