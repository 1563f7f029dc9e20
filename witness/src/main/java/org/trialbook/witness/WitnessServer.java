package org.trialbook.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.trialbook.ledger.AddCheckpoint;
import org.trialbook.ledger.WitnessAnswer;

/// The witness over HTTP: `POST /add-checkpoint`, `GET /<hash of an origin>/checkpoint`, and `GET /` for people.
/// C2SP tlog-witness. There is nothing to sign in for: whoever has a checkpoint that the log signed may have it
/// cosigned.
public final class WitnessServer implements AutoCloseable {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int THREADS = 16;

    private final Witness witness;
    private final HttpServer server;
    private final ExecutorService threads;

    private WitnessServer(Witness witness, HttpServer server) {
        this.witness = witness;
        this.server = server;
        this.threads = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().daemon().name("witness-", 0).factory());
    }

    /// Starts serving.
    ///
    /// @param address port 0 takes a free one
    public static WitnessServer start(Witness witness, InetSocketAddress address) throws IOException {
        // Who sends nothing, or reads nothing, does not hold a thread for ever; seconds, read once by the
        // JDK.
        System.setProperty("sun.net.httpserver.maxReqTime", "20");
        System.setProperty("sun.net.httpserver.maxRspTime", "20");
        WitnessServer started = new WitnessServer(witness, HttpServer.create(address, 64));
        started.server.setExecutor(started.threads);
        started.server.createContext("/", started::answer);
        started.server.start();
        return started;
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            if (path.equals("/add-checkpoint")) {
                if (allowed(exchange, "POST")) {
                    add(exchange);
                }
            } else if (path.equals("/")) {
                if (allowed(exchange, "GET")) {
                    send(exchange, 200, TEXT, StatusText.of(witness).getBytes(StandardCharsets.UTF_8));
                }
            } else if (path.matches("/[0-9a-f]{64}/checkpoint")) {
                if (allowed(exchange, "GET")) {
                    checkpoint(exchange, path.substring(1, 65));
                }
            } else {
                say(exchange, 404, "There is nothing here.");
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("trialbook witness: a request failed: " + e);
            throw e;
        }
    }

    private static boolean allowed(HttpExchange exchange, String method) throws IOException {
        if (exchange.getRequestMethod().equals(method)) {
            return true;
        }
        exchange.getResponseHeaders().set("Allow", method);
        say(exchange, 405, "Only " + method + " is taken here.");
        return false;
    }

    private void add(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(AddCheckpoint.MAX_BYTES + 1);
        if (body.length > AddCheckpoint.MAX_BYTES) {
            exchange.getResponseHeaders().set("Connection", "close");
            say(exchange, 413, "A request has at most " + AddCheckpoint.MAX_BYTES + " bytes.");
            return;
        }
        WitnessAnswer answer;
        try {
            answer = witness.add(body);
        } catch (IOException e) {
            System.err.println("trialbook witness: not cosigned, because it can't be remembered: " + e);
            say(exchange, 500, "The witness can't remember the checkpoint, and so does not cosign it.");
            return;
        }
        send(exchange, answer.status(), answer.contentType(), answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private void checkpoint(HttpExchange exchange, String originHash) throws IOException {
        byte[] note = witness.checkpoint(originHash).orElse(null);
        if (note == null) {
            say(exchange, 404, "This witness has cosigned no checkpoint of that log.");
        } else {
            send(exchange, 200, TEXT, note);
        }
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, TEXT, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /// Answers what was asked already, for at most a second, and ends.
    @Override
    public void close() throws IOException {
        server.stop(1);
        threads.shutdownNow();
        witness.close();
    }
}
