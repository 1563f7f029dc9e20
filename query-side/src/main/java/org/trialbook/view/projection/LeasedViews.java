package org.trialbook.view.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.view.projection.ViewDocuments.Progress;

/// A group's views in a store that several processes share, written by whoever holds the lease.
///
/// The owner raises a beat; whoever has seen it stand still for long enough takes over, with a fence that is one
/// higher. So no two clocks are compared, and none may jump. Whoever slept meanwhile and goes on changes nothing:
/// its beat is not the one that stands there, and where it writes a view, a newer one or a later fence has
/// written before it, or what it writes is what the record says of that position. See
/// `docs/decisions/0036-pictures.md`.
final class LeasedViews implements ViewPlace.Stored {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedViews.class);
    private static final int BATCH = 500;
    private static final int TRIES = 5;
    /// Several times as long as the owner waits between two beats.
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(1);

    private final ViewDocuments documents;
    private final ProjectionGroup group;
    private final TrialRecord record;
    private final String node;
    private final LongSupplier nanos;
    private final Supplier<String> editions;
    private Progress seen = Progress.NONE;
    private long seenSince;

    /// @param node names this process, different in every one
    LeasedViews(ViewDocuments documents, ProjectionGroup group, TrialRecord record, String node) {
        this(documents, group, record, node, System::nanoTime, () -> new ObjectId().toHexString());
    }

    /// @param editions names, never the same twice
    LeasedViews(
            ViewDocuments documents,
            ProjectionGroup group,
            TrialRecord record,
            String node,
            LongSupplier nanos,
            Supplier<String> editions) {
        this.documents = documents;
        this.group = group;
        this.record = record;
        this.node = node;
        this.nanos = nanos;
        this.editions = editions;
    }

    /// Where an edition's views of a projection are. The name bears the folds' version and the vocabulary's
    /// edition.
    static String collection(ProjectionGroup group, String edition, Projection<?> projection) {
        return "%s-%s-%s".formatted(group.key(), projection.name(), edition);
    }

    @Override
    public Optional<StoredViews> load() {
        for (int i = 0; i < TRIES; i++) {
            Progress before = now();
            Map<String, List<StoredView>> views = new HashMap<>();
            for (Projection<?> projection : group.kept()) {
                views.put(projection.name(), documents.all(collection(group, before.edition(), projection)));
            }
            Progress after = now();
            // Otherwise they were made anew, and the old ones dropped while they were being read.
            if (after.edition().equals(before.edition())) {
                return before.edition().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new StoredViews(
                                before.size(), before.last(), after.through(), after.lastThrough(), views));
            }
        }
        return Optional.empty();
    }

    private Progress now() {
        return documents.progress(group.key()).orElse(Progress.NONE);
    }

    @Override
    public void keep(Picture picture) {
        Progress there = now();
        if (!mayHold(there)) {
            return;
        }
        Progress held = ofThisRecord(there.heldBy(node)).through(picture.size(), leaf(picture.size()));
        if (!replace(there, held)) {
            return;
        }
        if (!there.edition().isEmpty() && !there.edition().equals(held.edition())) {
            group.kept().forEach(projection -> documents.drop(collection(group, there.edition(), projection)));
        }
        if (held.size() < picture.size()) {
            write(held, picture);
        }
    }

    /// Whether this process holds the lease or may take it.
    private boolean mayHold(Progress there) {
        if (there.beat() != seen.beat() || there.fence() != seen.fence()) {
            seen = there;
            seenSince = nanos.getAsLong();
        }
        @Nullable String owner = there.owner();
        return owner == null || owner.equals(node) || nanos.getAsLong() - seenSince >= PATIENCE.toNanos();
    }

    private boolean replace(Progress before, Progress next) {
        return documents.replace(group.key(), before, next);
    }

    private String leaf(long size) {
        return size == 0 ? "" : record.leafHash(size - 1).base64();
    }

    /// In a new edition, where the stored views are of another record.
    private Progress ofThisRecord(Progress held) {
        if (isOfThisRecord(held)) {
            return held;
        }
        if (!held.edition().isEmpty()) {
            // They may be ahead of what this process has read; or it has read what is no longer there.
            record.confirm();
            if (isOfThisRecord(held)) {
                return held;
            }
            LOG.warn("the stored views of group {} are of another record: storing them anew", group.name());
        }
        return held.anew(editions.get());
    }

    private boolean isOfThisRecord(Progress held) {
        return !held.edition().isEmpty()
                && StoredViews.endsWith(record, held.size(), held.last())
                && StoredViews.endsWith(record, held.through(), held.lastThrough());
    }

    /// The views first, then the progress that covers them; the lease is kept alive meanwhile.
    private void write(Progress begun, Picture picture) {
        Progress held = begun;
        long beatAt = nanos.getAsLong();
        for (Projection<?> projection : group.kept()) {
            String collection = collection(group, held.edition(), projection);
            Iterator<StoredView> changed =
                    picture.changed(projection, begun.size()).iterator();
            while (changed.hasNext()) {
                List<StoredView> batch = next(changed);
                documents.write(collection, batch, held.fence());
                if (nanos.getAsLong() - beatAt >= BETWEEN_BEATS.toNanos()) {
                    Progress before = held;
                    held = before.heldBy(node);
                    if (!replace(before, held)) {
                        return;
                    }
                    beatAt = nanos.getAsLong();
                }
            }
        }
        replace(held, held.reached(picture.size(), leaf(picture.size())));
    }

    private static List<StoredView> next(Iterator<StoredView> from) {
        List<StoredView> batch = new ArrayList<>();
        while (batch.size() < BATCH && from.hasNext()) {
            batch.add(from.next());
        }
        return batch;
    }

    /// The lease is given up, so that another need not wait for it.
    @Override
    public void end(Picture picture) {
        keep(picture);
        Progress there = now();
        if (node.equals(there.owner())) {
            replace(there, there.left());
        }
    }
}
