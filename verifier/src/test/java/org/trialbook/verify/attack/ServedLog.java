package org.trialbook.verify.attack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EntryBundle;
import org.trialbook.ledger.HashTile;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.TilePath;

/// A server on this machine that hands out the record of a bundle after C2SP tlog-tiles, or what somebody
/// made of it.
public final class ServedLog implements AutoCloseable {

    /// What is handed out in place of a sound answer; nothing means 404.
    public interface Change {
        byte @Nullable [] of(byte[] sound);
    }

    /// The record behind the answers. Whoever changes it changes them.
    public final OpenedBundle bundle;

    /// The paths that were asked for, in order.
    public final List<String> asked = new ArrayList<>();

    /// The bearer token without which nothing is handed out, or null.
    public @Nullable String token;

    /// How many of the next requests are answered with 503.
    public int failures;

    private final Map<String, Change> changes = new HashMap<>();
    private final HttpServer server;

    public ServedLog(OpenedBundle bundle) throws IOException {
        this.bundle = bundle;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/log/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/log/";
    }

    /// Hands out something else for a path.
    public void served(String path, Change change) {
        changes.put(path, change);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/log".length());
        asked.add(path);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (failures > 0) {
            failures--;
            send(exchange, 503, null);
        } else if (token != null && !("Bearer " + token).equals(authorization)) {
            send(exchange, 401, null);
        } else {
            byte[] content = path.equals("/checkpoint")
                    ? Objects.requireNonNull(bundle.files.get("checkpoint"))
                    : piece(TilePath.parse(path.substring(1)));
            send(exchange, content == null ? 404 : 200, content);
        }
    }

    /// What is handed out for a piece.
    public byte @Nullable [] piece(TilePath path) {
        byte[] sound = soundPiece(path);
        Change change = changes.get("/" + path.format());
        return change == null ? sound : change.of(sound);
    }

    private byte[] soundPiece(TilePath path) {
        MerkleTree tree = new MerkleTree();
        bundle.leaves.forEach(tree::append);
        if (!path.isEntries()) {
            return HashTile.of(tree, path);
        }
        int first = (int) path.index() * TilePath.FULL;
        return EntryBundle.format(bundle.lines.subList(first, first + path.width()).stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    private static void send(HttpExchange exchange, int status, byte @Nullable [] content) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, content == null ? -1 : content.length);
            if (content != null) {
                exchange.getResponseBody().write(content);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
