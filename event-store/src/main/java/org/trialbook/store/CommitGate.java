package org.trialbook.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets commands into a database in turns: many readers, or many writers, or one that needs to be alone.
///
/// A turn of writers ends with one commit for all of them, when the last one has applied its changes. So
/// nothing is being changed while a commit runs, and no commit can come between two changes that belong
/// together. An answer, also a refusal, leaves only when that commit is done: it may rest on what another
/// writer of the same turn changed. For the same reason readers come in only when there is nothing that
/// is not committed.
///
/// Turns follow one another in the order in which their first member came: nobody waits for more than the
/// turns before it.
final class CommitGate {
    enum Turns {
        /// The command only reads.
        READ,
        /// The command changes documents, and may share its turn with other writers.
        WRITE,
        /// The command changes collections or indexes, and has to be alone.
        ALONE
    }

    private static final class Turn {
        final Turns kind;
        final Condition changed;
        int inside = 1;
        /// The first writer that is done shuts the turn to those who come later: else it might never end.
        boolean shut;

        boolean begun;
        boolean ended;

        @Nullable
        Throwable failure;

        Turn(Turns kind, Condition changed) {
            this.kind = kind;
            this.changed = changed;
        }
    }

    private final Runnable commit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private @Nullable Turn current;

    /// @param commit called at the end of a turn that may have changed something, while nobody is inside
    CommitGate(Runnable commit) {
        this.commit = commit;
    }

    /// Runs a command in its turn and returns its answer when what it changed is committed.
    ///
    /// @throws UncommittedException when the commit failed: whether the changes are kept is not known
    <T> T pass(Turns kind, Supplier<T> command) {
        Turn turn = enter(kind);
        T answer;
        try {
            answer = command.get();
        } catch (RuntimeException | Error e) {
            try {
                // The turn is committed after a refusal, too: a batch may have changed something before the
                // document that was refused.
                leave(turn);
            } catch (UncommittedException uncommitted) {
                uncommitted.addSuppressed(e);
                throw uncommitted;
            }
            throw e;
        }
        leave(turn);
        return answer;
    }

    private Turn enter(Turns kind) {
        lock.lock();
        try {
            Turn running = current;
            if (running == null) {
                Turn turn = new Turn(kind, lock.newCondition());
                turn.begun = true;
                current = turn;
                return turn;
            }
            if (waiting.isEmpty() && running.kind == kind && kind != Turns.ALONE && !running.shut) {
                running.inside++;
                return running;
            }
            Turn turn = join(kind);
            while (!turn.begun) {
                turn.changed.awaitUninterruptibly();
            }
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private Turn join(Turns kind) {
        if (kind != Turns.ALONE) {
            for (Turn turn : waiting) {
                if (turn.kind == kind) {
                    turn.inside++;
                    return turn;
                }
            }
        }
        Turn turn = new Turn(kind, lock.newCondition());
        waiting.add(turn);
        return turn;
    }

    private void leave(Turn turn) {
        boolean last;
        lock.lock();
        try {
            turn.inside--;
            last = turn.inside == 0;
            if (turn.kind == Turns.READ) {
                if (last) {
                    end(turn);
                }
                return;
            }
            turn.shut = true;
            while (!last && !turn.ended) {
                turn.changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        if (last) {
            commit(turn);
        }
        if (turn.failure != null) {
            throw new UncommittedException(turn.failure);
        }
    }

    private void commit(Turn turn) {
        @Nullable Throwable failure = null;
        try {
            commit.run();
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            lock.lock();
            try {
                turn.failure = failure;
                end(turn);
            } finally {
                lock.unlock();
            }
        }
    }

    private void end(Turn turn) {
        turn.ended = true;
        turn.changed.signalAll();
        Turn next = waiting.poll();
        current = next;
        if (next != null) {
            next.begun = true;
            next.changed.signalAll();
        }
    }
}
