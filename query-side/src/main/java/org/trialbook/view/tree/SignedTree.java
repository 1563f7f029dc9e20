package org.trialbook.view.tree;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.trialbook.access.PublishedKnowledge;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TextsBesideTheLog;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.TilePath;
import org.trialbook.store.Log;
import org.trialbook.store.StoredCheckpoints;
import org.trialbook.view.checkpoint.CheckpointEndpoint;
import org.trialbook.view.checkpoint.CheckpointSource;
import org.trialbook.view.projection.ProjectedEvent;

/// The tree as far as the log has signed it. Nothing beyond is told: nobody could hold the log to it.
public final class SignedTree {

    /// A process that only reads learns of an event a moment after it was signed.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Log log;
    private final CheckpointSource checkpoints;
    private volatile long signed;

    public SignedTree(Log log, CheckpointSource checkpoints) {
        this.log = log;
        this.checkpoints = checkpoints;
    }

    /// The newest checkpoint; the log at hand reaches that far.
    ///
    /// @throws ProblemException (404) when nothing was signed yet, (503) when this process is far behind
    StoredCheckpoints.Signed newest() {
        StoredCheckpoints.Signed newest = checkpoints.newest().orElseThrow(CheckpointEndpoint::none);
        long size = newest.checkpoint().size();
        if (log.size() < size && !reaches(size)) {
            throw new ProblemException(Problems.ofStatus(503));
        }
        signed = Math.max(signed, size);
        return newest;
    }

    private boolean reaches(long size) {
        try {
            return log.awaitBeyond(size - 1, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Whether a piece is covered. What was covered once stays so, and is not asked for again.
    boolean covers(TilePath path) {
        return path.isCoveredBy(signed)
                || path.isCoveredBy(newest().checkpoint().size());
    }

    <T> T ofTree(Function<MerkleTree, T> question) {
        return log.ofTree(question);
    }

    /// A text that a covered line names by its hash and does not hold.
    Optional<String> textBeside(String sha256) {
        long size = newest().checkpoint().size();
        return Arrays.stream(log.positionsOf(PublishedKnowledge.PUBLISHED))
                .filter(position -> position < size)
                .mapToObj(position -> ProjectedEvent.of(log.line(position)))
                .flatMap(Optional::stream)
                .map(ProjectedEvent::event)
                .filter(event -> event instanceof ProtocolPublished published
                        && published.inLine() == null
                        && published.contentHash().equals(sha256))
                .findFirst()
                .map(event -> TextsBesideTheLog.text(sha256));
    }

    byte[] line(long position) {
        return log.lineBytes(position);
    }
}
