package org.trialbook.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
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
import org.bson.BsonMaximumSizeExceededException;
import org.bson.Document;

/// Blocks in the collection `blocks`: written to the majority with its journal, read from the majority's view.
final class MongoBlockStore implements BlockStore {
    static final String COLLECTION = "blocks";

    /// Errors by which the server refuses before it has done anything: the user lacks the right, or the document
    /// is not one that it takes.
    private static final Set<Integer> REFUSED = Set.of(13, 18, 2, 9, 14, 121, 10334, 16459);

    private final MongoCollection<Document> blocks;

    MongoBlockStore(MongoDatabase database) {
        this(database, Duration.ofSeconds(10));
    }

    /// @param answer how long to wait for an answer. The driver would wait for ever on a connection that went silent,
    ///     and with it everybody whose append stands behind that one
    MongoBlockStore(MongoDatabase database, Duration answer) {
        this.blocks = database.getCollection(COLLECTION)
                .withTimeout(Math.max(1, answer.toMillis()), TimeUnit.MILLISECONDS)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    /// Whether the log in the database has been written to.
    static boolean holdsAny(MongoDatabase database) {
        return new MongoBlockStore(database)
                        .blocks
                        .find()
                        .projection(Projections.include("_id"))
                        .limit(1)
                        .first()
                != null;
    }

    @Override
    public Insertion insert(Block block) {
        try {
            blocks.insertOne(BlockDocument.format(block));
            return new Insertion.Kept();
        } catch (MongoWriteConcernException e) {
            return new Insertion.Unknown(e);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return new Insertion.Taken();
            }
            throw e;
        } catch (MongoCommandException e) {
            if (REFUSED.contains(e.getErrorCode())) {
                throw e;
            }
            return new Insertion.Unknown(e);
        } catch (MongoException e) {
            return new Insertion.Unknown(e);
        } catch (BsonMaximumSizeExceededException e) {
            throw e;
        }
    }

    @Override
    public List<Block> read(long from, int count) {
        var query = count == 1
                ? Filters.eq("_id", from)
                : Filters.and(Filters.gte("_id", from), Filters.lt("_id", from + count));
        List<Block> run = new ArrayList<>();
        for (Document document :
                blocks.find(query).sort(Sorts.ascending("_id")).limit(count).batchSize(count)) {
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
                .limit(1)
                .first();
        return last == null
                ? OptionalLong.empty()
                : OptionalLong.of(last.get("_id", Number.class).longValue());
    }
}
