package org.trialbook.benchmark.trial;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.trialbook.benchmark.measure.Timings;
import org.trialbook.simulation.Answer;
import org.trialbook.simulation.CommandSide;
import org.trialbook.simulation.Fault;
import org.trialbook.simulation.Request;

/// So many clients, each of whom acts at most once in a while; how long each act took. They begin spread over that
/// while.
final class Paced implements CommandSide {

    /// @param next when they may act again, as [System#nanoTime] has it
    private record Client(long next) {}

    private final CommandSide side;
    private final long everyNanos;
    private final BlockingQueue<Client> free = new LinkedBlockingQueue<>();
    private final Map<String, Queue<Long>> taken = new ConcurrentHashMap<>();

    Paced(CommandSide side, int clients, long everyNanos) {
        this.side = side;
        this.everyNanos = everyNanos;
        long now = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            free.add(new Client(now + everyNanos * i / clients));
        }
    }

    @Override
    public Answer post(Request request, Fault fault) throws IOException {
        Client client;
        try {
            client = free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        for (long left = client.next() - System.nanoTime(); left > 0; left = client.next() - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        long began = System.nanoTime();
        try {
            Answer answer = side.post(request, fault);
            taken.computeIfAbsent(act(request), name -> new ConcurrentLinkedQueue<>())
                    .add(System.nanoTime() - began);
            return answer;
        } finally {
            free.add(new Client(began + everyNanos));
        }
    }

    @Override
    public void upload(String person, byte[] file) throws IOException {
        side.upload(person, file);
    }

    private static String act(Request request) {
        return request.path().substring(request.path().lastIndexOf('/') + 1);
    }

    @Override
    public boolean takes(Fault fault) {
        return side.takes(fault);
    }

    @Override
    public void signInAnew(String person) {
        side.signInAnew(person);
    }

    /// By the act's name.
    Map<String, Timings> timings() {
        Map<String, Timings> all = new TreeMap<>();
        taken.forEach((name, nanos) -> all.put(name, Timings.of(nanos.stream().mapToLong(Long::longValue))));
        return all;
    }
}
