package org.trialbook.benchmark.question;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.trialbook.benchmark.measure.Figure;
import org.trialbook.benchmark.measure.Goal;
import org.trialbook.benchmark.measure.HeapUse;
import org.trialbook.benchmark.measure.Samples;
import org.trialbook.benchmark.peer.MadeUpRecording;
import org.trialbook.benchmark.peer.ServerProcess;

/// Recordings through the whole server: four clients upload 20 together, register them to be read, and read them back
/// as the reader who was given them. The server has 512 MiB of heap and ends where that is not enough.
final class MediaHeap implements Measurement {
    private static final int CLIENTS = 4;
    private static final int OF_EACH = 5;
    private static final String COORDINATOR = "coordinator@01";
    private static final String READER = "reader-1";

    @Override
    public String name() {
        return "media";
    }

    @Override
    public String asks() {
        return "heap of the whole server while four clients upload 400 MB of recordings and read them back";
    }

    @Override
    public void ask(Bench bench) throws Exception {
        Path launcher = bench.repository().resolve("trialbook");
        if (!Files.exists(launcher)) {
            bench.tell(Figure.missing(name(), "the server", launcher + " is not there"));
            return;
        }
        Path gcLog = bench.directory().resolve("gc.log");
        Path temporary = Files.createDirectory(bench.directory().resolve("temporary"));
        double megabytes = (double) CLIENTS * OF_EACH * bench.scale().recording() / 1e6;
        double up;
        double down;
        try (ServerProcess server = ServerProcess.start(
                bench.repository(),
                bench.directory().resolve("server"),
                "-Xmx512m -XX:+ExitOnOutOfMemoryError -Xlog:gc:file=%s -Djava.io.tmpdir=%s"
                        .formatted(gcLog, temporary))) {
            begin(server, Files.readString(bench.repository().resolve("protocols/hot-crt.yaml")));
            long start = System.nanoTime();
            List<String> sent =
                    together(client -> upload(server, client, bench.scale().recording()));
            up = megabytes / ((System.nanoTime() - start) / 1e9);
            server.act(
                    "data-manager",
                    "/reads/acts/open-reading-batch",
                    Map.of("modality", "echo", "reason", "four subjects are all there are"));
            start = System.nanoTime();
            List<String> came = together(client -> readBack(server));
            down = megabytes / ((System.nanoTime() - start) / 1e9);
            if (!came.stream().sorted().toList().equals(sent.stream().sorted().toList())) {
                throw new IllegalStateException("What came back is not what was sent");
            }
        }
        HeapUse heap = HeapUse.in(gcLog);
        String what = String.format(Locale.ROOT, "%d clients, %,.0f MB: ", CLIENTS, megabytes);
        bench.tell(Figure.of(name(), what + "highest heap", "MiB", Samples.of(heap.highest()))
                .against(Goal.atMost(512))
                .remarking("-Xmx512m; after a collection %d MiB at most, of %d collections"
                        .formatted(heap.highestKept(), heap.collections())));
        bench.tell(Figure.of(name(), what + "uploaded", "MB/s", Samples.of(up)));
        bench.tell(Figure.of(name(), what + "read back", "MB/s", Samples.of(down)));
    }

    /// A trial with a subject for each client.
    private static void begin(ServerProcess server, String protocol) throws IOException {
        server.token(READER);
        server.act("data-manager", "/acts/publish-protocol", Map.of("protocol", protocol));
        server.act("data-manager", "/acts/open-site", Map.of("site", "01", "name", "First", "zone", "Europe/Berlin"));
        for (int client = 1; client <= CLIENTS; client++) {
            server.act(
                    COORDINATOR,
                    "/sites/01/acts/register-subject",
                    Map.of("registeredOn", "2026-01-05", "birthYear", 1956, "sex", "female"));
            server.act(
                    COORDINATOR,
                    subject(client) + "/acts/sign-consent",
                    Map.of("signedOn", "2026-01-06", "consentVersion", "2"));
        }
    }

    private static String subject(int client) {
        return "/subjects/01-%03d".formatted(client);
    }

    /// @return the hashes of what was sent
    private static List<String> upload(ServerProcess server, int client, int bytes) throws IOException {
        List<String> hashes = new ArrayList<>();
        String read = "";
        for (int i = 0; i < OF_EACH; i++) {
            byte[] file = MadeUpRecording.of((long) client * OF_EACH + i, bytes);
            String media = server.upload(COORDINATOR, file);
            hashes.add(hash(out -> out.write(file)));
            if (i == 0) {
                read = server.act(
                                COORDINATOR,
                                subject(client) + "/acts/register-read",
                                Map.of(
                                        "visit",
                                        "pre-implant",
                                        "modality",
                                        "echo",
                                        "media",
                                        media,
                                        "occurredAt",
                                        "2026-02-07T10:00:00+01:00[Europe/Berlin]"))
                        .get("read")
                        .stringValue();
            } else {
                server.act(COORDINATOR, "/reads/" + read + "/acts/attach-media", Map.of("media", media));
            }
        }
        return hashes;
    }

    /// @return the hashes of what came
    private static List<String> readBack(ServerProcess server) throws IOException {
        String read = server.act(READER, "/reads/acts/claim-read", Map.of("modality", "echo"))
                .get("read")
                .stringValue();
        List<String> hashes = new ArrayList<>();
        for (int i = 1; i <= OF_EACH; i++) {
            try (InputStream file = server.get(READER, "/reads/worklist/%s/media/%d".formatted(read, i))) {
                hashes.add(hash(file::transferTo));
            }
        }
        return hashes;
    }

    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private static String hash(Content content) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            content.to(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    private interface Work {
        List<String> of(int client) throws IOException;
    }

    /// What all clients have, each at work beside the others.
    private static List<String> together(Work work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> all = IntStream.rangeClosed(1, CLIENTS)
                    .mapToObj(client -> threads.submit(() -> work.of(client)))
                    .toList();
            List<String> hashes = new ArrayList<>();
            for (Future<List<String>> one : all) {
                hashes.addAll(one.get());
            }
            return hashes;
        }
    }
}
