package org.trialbook.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.ProcessingLifecycle.Phase;
import org.axonframework.messaging.eventhandling.processing.streaming.segmenting.Segment;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToClaimTokenException;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToInitializeTokenException;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToRetrieveIdentifierException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// How far each view has come, beside the views, in the collection `tokens`.
///
/// A token is claimed by one node at a time; a claim that is not renewed runs out. Within a unit of work a token is
/// stored after everything else was committed: a crash between the two repeats events, which changes nothing, instead
/// of leaving some out.
public final class MongoTokenStore implements TokenStore {
    static final String COLLECTION = "tokens";
    private static final String IDENTIFIER = "#store";
    /// Tokens are stored after the views have written in their commit, and before anything that follows a commit.
    private static final Phase AFTER_THE_VIEWS = () -> 35_000;

    private final MongoCollection<Document> tokens;
    private final String node;
    private final Duration claimTimeout;
    private final Clock clock;

    /// @param database that holds the views
    /// @param node name of this process, different in every one
    /// @param claimTimeout how long a claim holds without being renewed
    public MongoTokenStore(MongoDatabase database, String node, Duration claimTimeout, Clock clock) {
        this.tokens = database.getCollection(COLLECTION);
        this.node = node;
        this.claimTimeout = claimTimeout;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<List<Segment>> initializeTokenSegments(
            String processor, int count, @Nullable TrackingToken initial, @Nullable ProcessingContext context) {
        return answer(() -> {
            if (!segments(processor).isEmpty()) {
                throw new UnableToClaimTokenException("Segments of processor '" + processor + "' are there already");
            }
            List<Segment> segments = Segment.splitBalanced(Segment.ROOT_SEGMENT, count - 1);
            for (Segment segment : segments) {
                if (!insert(processor, segment, initial)) {
                    throw new UnableToClaimTokenException("Another node is making segment " + segment.getSegmentId()
                            + " of processor '" + processor + "'");
                }
            }
            return segments;
        });
    }

    @Override
    public CompletableFuture<Void> initializeSegment(
            @Nullable TrackingToken token, String processor, Segment segment, @Nullable ProcessingContext context) {
        return act(() -> {
            if (!insert(processor, segment, token)) {
                throw new UnableToInitializeTokenException(
                        "Segment " + segment.getSegmentId() + " of processor '" + processor + "' is there already");
            }
        });
    }

    private boolean insert(String processor, Segment segment, @Nullable TrackingToken token) {
        try {
            tokens.insertOne(new Document("_id", id(processor, segment.getSegmentId()))
                    .append("processor", processor)
                    .append("segment", segment.getSegmentId())
                    .append("mask", segment.getMask())
                    .append("token", TokenDocument.format(token))
                    .append("owner", null)
                    .append("claimedAt", now()));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public CompletableFuture<Void> storeToken(
            @Nullable TrackingToken token, String processor, int segment, @Nullable ProcessingContext context) {
        if (context != null && context.isStarted() && !context.isCommitted() && !context.isCompleted()) {
            context.runOn(AFTER_THE_VIEWS, c -> store(token, processor, segment));
            return CompletableFuture.completedFuture(null);
        }
        return act(() -> store(token, processor, segment));
    }

    private void store(@Nullable TrackingToken token, String processor, int segment) {
        claim(processor, segment, Updates.set("token", TokenDocument.format(token)));
    }

    @Override
    public CompletableFuture<TrackingToken> fetchToken(
            String processor, int segment, @Nullable ProcessingContext context) {
        return answer(() -> token(claim(processor, segment)));
    }

    @Override
    public CompletableFuture<TrackingToken> fetchToken(
            String processor, Segment segment, @Nullable ProcessingContext context) {
        return answer(() -> {
            Document claimed = claim(processor, segment.getSegmentId());
            int mask = claimed.getInteger("mask");
            if (mask != segment.getMask()) {
                release(processor, segment.getSegmentId());
                throw new UnableToClaimTokenException("Segment " + segment.getSegmentId() + " of processor '"
                        + processor + "' was split or merged meanwhile");
            }
            return token(claimed);
        });
    }

    @Override
    public CompletableFuture<Void> extendClaim(String processor, int segment, @Nullable ProcessingContext context) {
        return act(() -> {
            long renewed = tokens.updateOne(own(processor, segment), Updates.set("claimedAt", now()))
                    .getMatchedCount();
            if (renewed == 0) {
                throw new UnableToClaimTokenException("Node '" + node + "' has no claim on segment " + segment
                        + " of processor '" + processor + "' to renew");
            }
        });
    }

    @Override
    public CompletableFuture<Void> releaseClaim(String processor, int segment, @Nullable ProcessingContext context) {
        return act(() -> release(processor, segment));
    }

    private void release(String processor, int segment) {
        tokens.updateOne(own(processor, segment), Updates.set("owner", null));
    }

    @Override
    public CompletableFuture<Void> deleteToken(String processor, int segment, @Nullable ProcessingContext context) {
        return act(() -> {
            if (tokens.deleteOne(own(processor, segment)).getDeletedCount() == 0) {
                throw new UnableToClaimTokenException("Node '" + node + "' has no claim on segment " + segment
                        + " of processor '" + processor + "', so it can't delete it");
            }
        });
    }

    @Override
    public CompletableFuture<Segment> fetchSegment(String processor, int segment, @Nullable ProcessingContext context) {
        return answer(() -> {
            Document found =
                    tokens.find(Filters.eq("_id", id(processor, segment))).first();
            return found == null ? null : segment(found);
        });
    }

    @Override
    public CompletableFuture<List<Segment>> fetchSegments(String processor, @Nullable ProcessingContext context) {
        return answer(
                () -> segments(processor).stream().map(MongoTokenStore::segment).toList());
    }

    @Override
    public CompletableFuture<List<Segment>> fetchAvailableSegments(
            String processor, @Nullable ProcessingContext context) {
        return answer(() -> segments(processor).stream()
                .filter(this::isAvailable)
                .map(MongoTokenStore::segment)
                .toList());
    }

    @Override
    public CompletableFuture<String> retrieveStorageIdentifier(@Nullable ProcessingContext context) {
        return answer(() -> {
            try {
                tokens.insertOne(new Document("_id", IDENTIFIER).append("identifier", new ObjectId().toHexString()));
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
            }
            Document kept = tokens.find(Filters.eq("_id", IDENTIFIER)).first();
            if (kept == null) {
                throw new UnableToRetrieveIdentifierException("The token store's identifier is gone", null);
            }
            return kept.getString("identifier");
        });
    }

    /// Claims a token in one step, so that of two nodes only one succeeds.
    private Document claim(String processor, int segment, Bson... changes) {
        List<Bson> updates = new ArrayList<>(List.of(changes));
        updates.add(Updates.set("owner", node));
        updates.add(Updates.set("claimedAt", now()));
        Document claimed = tokens.findOneAndUpdate(
                Filters.and(
                        Filters.eq("_id", id(processor, segment)),
                        Filters.or(
                                Filters.eq("owner", null),
                                Filters.eq("owner", node),
                                Filters.lt("claimedAt", expiry()))),
                Updates.combine(updates),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        if (claimed == null) {
            Document held =
                    tokens.find(Filters.eq("_id", id(processor, segment))).first();
            throw new UnableToClaimTokenException("Cannot claim segment " + segment + " of processor '" + processor
                    + "': " + (held == null ? "it is not there" : "node '" + held.getString("owner") + "' has it"));
        }
        return claimed;
    }

    private Bson own(String processor, int segment) {
        return Filters.and(Filters.eq("_id", id(processor, segment)), Filters.eq("owner", node));
    }

    private boolean isAvailable(Document document) {
        String owner = document.getString("owner");
        return owner == null
                || owner.equals(node)
                || document.getDate("claimedAt").before(expiry());
    }

    private List<Document> segments(String processor) {
        List<Document> found = tokens.find(Filters.eq("processor", processor)).into(new ArrayList<>());
        found.sort(Comparator.comparing(document -> document.getInteger("segment")));
        return found;
    }

    private static Segment segment(Document document) {
        return new Segment(document.getInteger("segment"), document.getInteger("mask"));
    }

    private static @Nullable TrackingToken token(Document document) {
        return TokenDocument.parse(document.get("token", Document.class));
    }

    private static String id(String processor, int segment) {
        return processor + "/" + segment;
    }

    private Date now() {
        return Date.from(clock.instant());
    }

    private Date expiry() {
        Instant limit = clock.instant().minus(claimTimeout);
        return Date.from(limit);
    }

    private static CompletableFuture<Void> act(Runnable action) {
        return answer(() -> {
            action.run();
            return null;
        });
    }

    private static <T> CompletableFuture<T> answer(Callable<? extends @Nullable T> question) {
        try {
            return CompletableFuture.completedFuture(question.call());
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
