package org.trialbook.benchmark.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// What a load has shown.
///
/// @param perSecond calls that returned, per second
/// @param medianMillis half of the calls took no longer
/// @param p99Millis 99 of 100 calls took no longer
/// @param calls how many returned
public record Load(double perSecond, double medianMillis, double p99Millis, long calls) {

    private static final int DIGITS = 3;

    /// Callers that each call again as soon as they have their answer, in virtual threads.
    public static Load closed(IntFunction<LoadCaller> callers, int count, Duration duration) throws Exception {
        List<LoadCaller> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(callers.apply(i));
        }
        CountDownLatch go = new CountDownLatch(1);
        long[] end = new long[1];
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Histogram>> results = new ArrayList<>();
            for (LoadCaller caller : all) {
                results.add(threads.submit(() -> {
                    go.await();
                    return callUntil(end[0], caller);
                }));
            }
            long start = System.nanoTime();
            end[0] = start + duration.toNanos();
            go.countDown();
            Histogram together = new Histogram(DIGITS);
            for (Future<Histogram> result : results) {
                together.add(result.get());
            }
            return of(together, System.nanoTime() - start);
        }
    }

    private static Histogram callUntil(long end, LoadCaller caller) throws Exception {
        Histogram taken = new Histogram(DIGITS);
        for (long now = System.nanoTime(); now < end; ) {
            caller.call();
            long after = System.nanoTime();
            taken.recordValue(after - now);
            now = after;
        }
        return taken;
    }

    /// Calls that begin at a steady rate whether or not earlier ones have returned. Each one's time counts from when it
    /// was meant to begin, so a store that stops for a while is blamed for everybody it kept waiting.
    public static Load open(IntFunction<LoadCaller> callers, double perSecond, Duration duration) throws Exception {
        Queue<LoadCaller> idle = new ConcurrentLinkedQueue<>();
        AtomicInteger made = new AtomicInteger();
        Histogram taken = new ConcurrentHistogram(DIGITS);
        double nanosBetween = 1e9 / perSecond;
        long calls = Math.max(1, (long) (duration.toNanos() / nanosBetween));
        long start;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> results = new ArrayList<>();
            start = System.nanoTime();
            for (long i = 0; i < calls; i++) {
                long due = start + (long) (i * nanosBetween);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                results.add(threads.submit(() -> {
                    LoadCaller known = idle.poll();
                    LoadCaller caller = known != null ? known : callers.apply(made.getAndIncrement());
                    caller.call();
                    taken.recordValue(Math.max(0, System.nanoTime() - due));
                    idle.add(caller);
                    return null;
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        }
        return of(taken, System.nanoTime() - start);
    }

    private static Load of(Histogram taken, long nanos) {
        return new Load(
                taken.getTotalCount() * 1e9 / nanos,
                taken.getValueAtPercentile(50) / 1e6,
                taken.getValueAtPercentile(99) / 1e6,
                taken.getTotalCount());
    }
}
