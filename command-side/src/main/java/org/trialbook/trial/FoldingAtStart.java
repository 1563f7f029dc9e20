package org.trialbook.trial;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.trialbook.trial.act.FoldingAhead;

/// Folds ahead beside all else that a start has to do, and holds the web server back until that is done: nobody's
/// request waits for it.
final class FoldingAtStart implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FoldingAtStart.class);

    private final FoldingAhead ahead;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean running;

    private FoldingAtStart(FoldingAhead ahead) {
        this.ahead = ahead;
        this.thread = Thread.ofPlatform().daemon().name("folding-ahead").unstarted(this::run);
    }

    /// One that is at it already.
    static FoldingAtStart begun(FoldingAhead ahead) {
        FoldingAtStart begun = new FoldingAtStart(ahead);
        begun.thread.start();
        return begun;
    }

    private void run() {
        try {
            ahead.run(() -> stopping);
        } catch (RuntimeException e) {
            // Whoever acts first folds, or meets the same failure and is told.
            String why = e.getClass().getSimpleName();
            LOG.warn("The first decisions about the whole study will take longer: {}", why);
        }
    }

    @Override
    public void start() {
        try {
            thread.join();
            running = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        stopping = true;
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Behind the views, which take longer, and before the web server.
    @Override
    public int getPhase() {
        return 1;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
