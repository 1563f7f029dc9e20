package org.trialbook.standalone;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.UnopenableException;
import org.trialbook.store.FailureLog;
import org.trialbook.view.projection.ViewPlace;
import org.trialbook.view.projection.ViewsInMemory;

/// Views in memory that the next start goes on with: written to a file now and then and at the end, sealed under the
/// blinding key, so that the file tells nobody anything and nobody can change it.
///
/// A file that does not open is left out: then the views are folded from the record, which is what they are in any
/// case. The same happens when the record at hand is not the one that they were folded from.
final class SealedViews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SealedViews.class);
    /// Folding so many events again takes a moment.
    private static final long EVENTS_BETWEEN = 16_384;

    private final Path file;
    private final BlindingKey key;
    private final ViewsInMemory views;
    private final FailureLog unkept = new FailureLog(LOG, "Views cannot be kept for the next start");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sealed-views").factory());
    private long kept;

    private SealedViews(Path file, BlindingKey key, ViewsInMemory views) {
        this.file = file;
        this.key = key;
        this.views = views;
        this.kept = views.size();
        @SuppressWarnings("unused") // Ends with the timer.
        var future = timer.scheduleWithFixedDelay(() -> keep(EVENTS_BETWEEN), 1, 1, TimeUnit.MINUTES);
    }

    static SealedViews open(Path file, BlindingKey key) {
        return new SealedViews(file, key, read(file, key));
    }

    private static ViewsInMemory read(Path file, BlindingKey key) {
        if (!Files.exists(file)) {
            return new ViewsInMemory();
        }
        try (DataInputStream in = new DataInputStream(SealedChunks.reader(file, key))) {
            return ViewsInMemory.read(in);
        } catch (IOException | UnopenableException e) {
            LOG.warn("The views in {} are folded anew: they cannot be read ({})", file.getFileName(), e.toString());
            return new ViewsInMemory();
        }
    }

    ViewPlace place() {
        return ViewPlace.inMemory(views);
    }

    /// Writes the views down, if they contain so many events more than what was written.
    synchronized void keep(long atLeast) {
        long size = views.size();
        if (size - kept < atLeast) {
            return;
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (DataOutputStream out = new DataOutputStream(SealedChunks.writer(unfinished, key))) {
                views.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            kept = size;
            unkept.works();
        } catch (IOException e) {
            unkept.failed(e);
        }
    }

    @Override
    public void close() {
        timer.close();
        keep(1);
    }
}
