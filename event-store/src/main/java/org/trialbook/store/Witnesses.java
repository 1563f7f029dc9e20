package org.trialbook.store;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the log's checkpoints cosigned, by each witness in a thread of its own: a slow or dead one delays
/// nobody.
final class Witnesses implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Witnesses.class);
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    private final HttpClient http;
    private final List<WitnessThread> threads;

    private Witnesses(HttpClient http, List<WitnessThread> threads) {
        this.http = http;
        this.threads = threads;
    }

    /// Checks the log against what each witness has cosigned, and asks them from now on.
    ///
    /// A witness that can't be reached keeps nobody from starting: what it cosigned, this process once signed, and
    /// the newest such checkpoint lies outside the database.
    ///
    /// @throws DamagedLogException when a witness has cosigned more than the log holds, or something else
    static Witnesses ask(List<WitnessAddress> addresses, StoredCheckpoints checkpoints, Log record) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TO_CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try {
            for (WitnessAddress address : addresses) {
                newest(address, http, checkpoints.verifier().name())
                        .ifPresent(new LogContinuation(record, checkpoints)::require);
            }
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
        return new Witnesses(
                http,
                addresses.stream()
                        .map(address ->
                                WitnessThread.start(address, new WitnessClient(address, http), checkpoints, record))
                        .toList());
    }

    private static Optional<StoredCheckpoints.Witnessed> newest(
            WitnessAddress address, HttpClient http, String origin) {
        try {
            return new WitnessClient(address, http).newest(origin);
        } catch (IOException e) {
            log.warn("The witness {} does not say what it has cosigned: {}", address, String.valueOf(e.getMessage()));
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the witness " + address, e);
        }
    }

    /// Has a checkpoint cosigned soon; returns at once.
    void tell(StoredCheckpoints.Signed signed) {
        threads.forEach(thread -> thread.tell(signed));
    }

    /// Waits until all witnesses that answered last time have cosigned that many events, but not longer
    /// than that.
    void await(long size, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        for (WitnessThread thread : threads) {
            thread.await(size, end);
        }
    }

    @Override
    public void close() {
        threads.forEach(WitnessThread::close);
        http.shutdownNow();
    }
}
