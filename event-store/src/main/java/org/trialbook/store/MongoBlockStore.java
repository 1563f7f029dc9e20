package org.trialbook.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;

/// Blocks in the collection `blocks`: written to the majority with its journal, read from the majority's view.
final class MongoBlockStore implements BlockStore {
    static final String COLLECTION = "blocks";

    private static final BsonDocument DURABLE =
            WriteConcern.MAJORITY.withJournal(true).asDocument();

    /// Errors by which the server refuses before it has done anything: the user lacks the right, or the document
    /// is not one that it takes.
    private static final Set<Integer> REFUSED = Set.of(13, 18, 2, 9, 14, 121, 10334, 16459);

    private final MongoDatabase database;
    private final MongoCollection<Document> blocks;

    MongoBlockStore(MongoDatabase database) {
        this(database, Duration.ofSeconds(10));
    }

    /// @param answer how long to wait for an answer. The driver would wait for ever on a connection that went silent,
    ///     and with it everybody whose append stands behind that one
    MongoBlockStore(MongoDatabase database, Duration answer) {
        this.database = database.withTimeout(Math.max(1, answer.toMillis()), TimeUnit.MILLISECONDS)
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
        this.blocks = this.database.getCollection(COLLECTION);
    }

    /// The command itself, which the server's answer is read from here: what the driver puts around an insert costs a
    /// third of its time, and the retry in it is the committer's to make.
    @Override
    public Insertion insert(Block block) {
        Document answer;
        try {
            answer = database.runCommand(new Document("insert", COLLECTION)
                    .append("documents", List.of(BlockDocument.format(block)))
                    .append("writeConcern", DURABLE));
        } catch (MongoCommandException e) {
            if (REFUSED.contains(e.getErrorCode())) {
                throw e;
            }
            return new Insertion.Unknown(e);
        } catch (MongoException e) {
            return new Insertion.Unknown(e);
        }
        for (Document error : answer.getList("writeErrors", Document.class, List.of())) {
            int code = error.getInteger("code", -1);
            if (ErrorCategory.fromErrorCode(code) == ErrorCategory.DUPLICATE_KEY) {
                return new Insertion.Taken();
            }
            throw new MongoException(code, String.valueOf(error.getString("errmsg")));
        }
        if (answer.containsKey("writeConcernError")) {
            return new Insertion.Unknown(new MongoException("not as durable as asked for: " + answer.toJson()));
        }
        return new Insertion.Kept();
    }

    /// What waits before it may have half a block's bytes, each line and its leaf some forty more, and a document ends
    /// at 16 MiB.
    @Override
    public int mostAppendBytes() {
        return 11 << 20;
    }

    /// In a single batch: no cursor is left open, which some servers give up a connection for. The batch is as large as
    /// the limit, or the server would end it at 101 documents.
    @Override
    public List<Block> read(long from, int count) {
        var query = count == 1
                ? Filters.eq("_id", from)
                : Filters.and(Filters.gte("_id", from), Filters.lt("_id", from + count));
        List<Block> run = new ArrayList<>();
        for (Document document :
                blocks.find(query).sort(Sorts.ascending("_id")).limit(count).batchSize(-count)) {
            if (!(document.get("_id") instanceof Number number) || number.longValue() != from + run.size()) {
                break;
            }
            run.add(BlockDocument.parse(document));
        }
        return run;
    }

    @Override
    public OptionalLong lastNumber() {
        Document last = blocks.find()
                .projection(Projections.include("_id"))
                .sort(Sorts.descending("_id"))
                .first();
        return last == null
                ? OptionalLong.empty()
                : OptionalLong.of(last.get("_id", Number.class).longValue());
    }
}
