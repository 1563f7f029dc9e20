package org.trialbook.benchmark.peer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.trialbook.benchmark.measure.Program;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole server in a process of its own, as the launcher starts it on plain files, with the demo's people.
public final class ServerProcess implements AutoCloseable {
    private static final int CREATED = 201;
    private static final int OK = 200;
    /// The launcher may have to build it first.
    private static final Duration STARTS = Duration.ofMinutes(15);

    private final Path repository;
    private final Path directory;
    private final Process process;
    private final URI root;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private ServerProcess(Path repository, Path directory, String options) throws IOException {
        this.repository = repository;
        this.directory = Files.createDirectories(directory);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        this.root = URI.create("http://127.0.0.1:" + port);
        ProcessBuilder server = Program.prepared(
                        repository,
                        launcher(repository),
                        "serve",
                        "--spring.profiles.active=demo",
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--trialbook.directory=" + directory,
                        "--trialbook.keys-dir=" + directory.resolve("keys"),
                        "--trialbook.demo-dir=" + directory.resolve("demo"),
                        "--trialbook.rate-limit.per-second=0")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.out").toFile());
        server.environment().put("TRIALBOOK_JAVA_OPTS", options);
        this.process = server.start();
        // Also when the benchmark is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    private static String launcher(Path repository) {
        return repository.resolve("trialbook").toString();
    }

    /// @param directory for all its data; is made
    /// @param options for its JVM, in words
    /// @throws IOException if it cannot be started; says what it printed
    public static ServerProcess start(Path repository, Path directory, String options) throws IOException {
        ServerProcess server = new ServerProcess(repository, directory, options);
        long end = System.nanoTime() + STARTS.toNanos();
        while (!server.answers()) {
            if (!server.process.isAlive() || System.nanoTime() > end) {
                server.close();
                throw new IOException(
                        "The server does not start: " + Files.readString(directory.resolve("server.out")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        return server;
    }

    private boolean answers() {
        try {
            HttpResponse<InputStream> response = send(HttpRequest.newBuilder(root.resolve("/actuator/health")));
            response.body().close();
            return response.statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    /// Where it answers.
    public URI root() {
        return root;
    }

    /// What it has had of the processors so far; nothing where the system does not tell.
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Whether it runs still.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// Does an act of the study's.
    ///
    /// @param person one of the demo's
    /// @param path below the study's
    /// @return its receipt
    /// @throws IOException if it is not recorded
    public JsonNode act(String person, String path, Map<String, ?> body) throws IOException {
        return created(request(person, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    /// Uploads a file.
    ///
    /// @return how it is named in acts
    public String upload(String person, byte[] file) throws IOException {
        return "sha256:"
                + created(request(person, "/media").POST(BodyPublishers.ofByteArray(file)))
                        .get("hash")
                        .stringValue();
    }

    /// Asks, again and again until the views have heard of what is asked for.
    public InputStream get(String person, String path) throws IOException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            HttpResponse<InputStream> response = send(request(person, path));
            if (response.statusCode() == OK) {
                return response.body();
            }
            String answer = text(response);
            if (System.nanoTime() > end) {
                throw new IOException("GET %s: %d %s".formatted(path, response.statusCode(), answer));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private JsonNode created(HttpRequest.Builder request) throws IOException {
        HttpResponse<InputStream> response = send(request);
        String answer = text(response);
        if (response.statusCode() != CREATED) {
            throw new IOException("%s: %d %s".formatted(response.uri(), response.statusCode(), answer));
        }
        return JsonMapper.shared().readTree(answer);
    }

    private static String text(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpRequest.Builder request(String person, String path) throws IOException {
        return HttpRequest.newBuilder(root.resolve("/api/v1/studies/HOT-CRT" + path))
                .header("Authorization", "Bearer " + token(person));
    }

    /// Signs somebody in, which is done at their first request otherwise.
    public synchronized String token(String person) throws IOException {
        String known = tokens.get(person);
        if (known == null) {
            try {
                known = Program.run(repository, launcher(repository), "token", person, "--data=" + directory)
                        .strip();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            tokens.put(person, known);
        }
        return known;
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.timeout(Duration.ofMinutes(5)).build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }

    /// Lets it end in order.
    @Override
    public void close() {
        client.shutdownNow();
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
