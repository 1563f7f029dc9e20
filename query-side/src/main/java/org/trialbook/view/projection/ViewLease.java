package org.trialbook.view.projection;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Which process folds a group's views: the others would only do the same again. It spares work; that two of
/// them spoil nothing is seen to by [ViewStore].
///
/// A document `{_id: group, owner, beat}` in the collection `leases`. The owner raises `beat`; whoever has
/// seen it stand still for long enough takes over. So no two clocks are compared, and none may jump.
final class ViewLease implements ViewPlace.Claim {

    private static final long LONGEST_ANSWER_SECONDS = 10;

    private final MongoCollection<Document> leases;
    private final String group;
    private final String node;
    private final Duration patience;
    private @Nullable String seenOwner;
    private long seenBeat = -1;
    private long seenSince;

    /// @param node names this process, different in every one
    /// @param patience how long an owner may be still before another takes over; several times as long as the owner
    ///     waits between two calls of [#hold()]
    ViewLease(MongoDatabase database, String group, String node, Duration patience) {
        this.leases =
                database.withTimeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS).getCollection("leases");
        this.group = group;
        this.node = node;
        this.patience = patience;
    }

    @Override
    public boolean hold() {
        Document found = leases.find(Filters.eq("_id", group)).first();
        if (found == null) {
            return begin();
        }
        String owner = found.getString("owner");
        long beat = found.get("beat", Number.class).longValue();
        return (owner == null || owner.equals(node) || isStill(owner, beat)) && take(owner, beat);
    }

    private boolean begin() {
        try {
            leases.insertOne(new Document("_id", group).append("owner", node).append("beat", 0L));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private boolean isStill(String owner, long beat) {
        long now = System.nanoTime();
        if (beat != seenBeat || !Objects.equals(owner, seenOwner)) {
            seenOwner = owner;
            seenBeat = beat;
            seenSince = now;
        }
        return now - seenSince >= patience.toNanos();
    }

    private boolean take(@Nullable String owner, long beat) {
        Bson asSeen = Filters.and(Filters.eq("_id", group), Filters.eq("owner", owner), Filters.eq("beat", beat));
        return leases.updateOne(asSeen, Updates.combine(Updates.set("owner", node), Updates.set("beat", beat + 1)))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public void giveBack() {
        leases.updateOne(Filters.and(Filters.eq("_id", group), Filters.eq("owner", node)), Updates.set("owner", null));
    }
}
