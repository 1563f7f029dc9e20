package org.trialbook.standalone;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/// Stands between a driver and the server, reads the names of the commands that pass, and fails those of one
/// name.
final class StoreProxy implements AutoCloseable {

    static final String EVERY_COMMAND = "*";
    /// What a driver says first on every connection.
    private static final Set<String> GREETINGS = Set.of("hello", "isMaster");

    private static final int OP_QUERY = 2004;
    private static final int OP_MSG = 2013;
    private static final int HEADER = 16;

    enum Fault {
        /// The server answers with an error that says nothing about what became of the command.
        ERROR,
        /// The server says that it is no primary.
        NOT_PRIMARY,
        /// The connection ends before the command arrives.
        LOST_COMMAND,
        /// The connection ends after the command was run.
        LOST_ANSWER,
        /// Nothing comes back until the fault is over; then the connection ends.
        SILENCE
    }

    private record Failing(String command, Fault fault) {
        boolean concerns(String name) {
            return command.equals(EVERY_COMMAND) || command.equals(name);
        }
    }

    private final int target;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
    private final Set<StoreUse> uses = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hits = new AtomicInteger();
    private @Nullable Failing failing;

    StoreProxy(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("store-proxy").start(this::accept);
    }

    String connectionString() {
        return "mongodb://127.0.0.1:" + entrance.getLocalPort();
    }

    /// Names of the commands that passed so far, and more than twice.
    Set<String> recurring() {
        return seen.entrySet().stream()
                .filter(command -> command.getValue().get() > 2)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// Who has done what to which collection so far.
    Set<StoreUse> uses() {
        return Set.copyOf(uses);
    }

    /// How many commands passed so far, greetings aside.
    int passed() {
        return seen.entrySet().stream()
                .filter(command -> !GREETINGS.contains(command.getKey()))
                .mapToInt(command -> command.getValue().get())
                .sum();
    }

    /// As if nothing had passed but greetings.
    void forget() {
        seen.keySet().retainAll(GREETINGS);
    }

    /// How often the fault was met since it began.
    int hits() {
        return hits.get();
    }

    /// When greetings fail, all connections end, so that there are some.
    void fail(String command, Fault fault) {
        synchronized (this) {
            hits.set(0);
            failing = new Failing(command, fault);
        }
        if (GREETINGS.contains(command)) {
            hangUp();
        }
    }

    private void hangUp() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    synchronized void mend() {
        failing = null;
        notifyAll();
    }

    private synchronized @Nullable Fault faultOf(String command) {
        Failing now = failing;
        return now != null && now.concerns(command) ? now.fault() : null;
    }

    private synchronized void awaitMended() throws InterruptedException {
        while (failing != null) {
            wait();
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> requests(client, server));
                Thread.ofVirtual().start(() -> answers(server, client));
            } catch (IOException e) {
                // Closed, or the server is not there: the driver sees a connection that ends.
            }
        }
    }

    private void requests(Socket client, Socket server) {
        try (client;
                server) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = server.getOutputStream();
            String user = "?";
            while (true) {
                ByteBuffer message = message(in);
                RawBsonDocument asked = document(message);
                String command = asked == null ? "?" : asked.getFirstKey();
                user = StoreUse.greeted(asked).orElse(user);
                StoreUse.of(user, asked).ifPresent(uses::add);
                seen.computeIfAbsent(command, name -> new AtomicInteger()).incrementAndGet();
                Fault fault = faultOf(command);
                if (fault == null) {
                    out.write(message.array());
                    continue;
                }
                hits.incrementAndGet();
                switch (fault) {
                    case ERROR -> client.getOutputStream().write(error(message.getInt(4), 8, "UnknownError"));
                    case NOT_PRIMARY ->
                        client.getOutputStream().write(error(message.getInt(4), 10107, "NotWritablePrimary"));
                    case LOST_COMMAND -> {
                        return;
                    }
                    case LOST_ANSWER -> {
                        client.shutdownOutput();
                        out.write(message.array());
                        server.shutdownOutput();
                        awaitEnd(server.getInputStream());
                        return;
                    }
                    case SILENCE -> {
                        awaitMended();
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // It ends, as connections do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            open.remove(server);
        }
    }

    /// The other thread reads the answer; what matters is that the command was run.
    private static void awaitEnd(InputStream server) throws IOException {
        byte[] rest = new byte[1 << 10];
        while (server.read(rest) >= 0) {
            // Thrown away.
        }
    }

    private static void answers(Socket server, Socket client) {
        try (server;
                client) {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // It ends, as connections do.
        }
    }

    private static ByteBuffer message(DataInputStream in) throws IOException {
        byte[] length = in.readNBytes(4);
        if (length.length < 4) {
            throw new IOException("the end");
        }
        int size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
        ByteBuffer message = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        message.put(length);
        in.readFully(message.array(), 4, size - 4);
        return message;
    }

    /// What is asked, or null in a message of another kind. The name of its first field is the command's.
    private static @Nullable RawBsonDocument document(ByteBuffer message) {
        int document = switch (message.getInt(12)) {
            case OP_MSG -> HEADER + 4 + 1;
            case OP_QUERY -> endOfText(message, HEADER + 4) + 8;
            default -> -1;
        };
        return document < 0 ? null : new RawBsonDocument(message.array(), document, message.getInt(document));
    }

    private static int endOfText(ByteBuffer message, int from) {
        int at = from;
        while (message.get(at) != 0) {
            at++;
        }
        return at + 1;
    }

    private static byte[] error(int request, int code, String name) {
        BsonDocument body = new BsonDocument("ok", new BsonDouble(0))
                .append("code", new BsonInt32(code))
                .append("codeName", new BsonString(name))
                .append("errmsg", new BsonString("made to fail"));
        ByteBuffer bson = new RawBsonDocument(body, new BsonDocumentCodec())
                .getByteBuffer()
                .asNIO();
        ByteBuffer answer =
                ByteBuffer.allocate(HEADER + 4 + 1 + bson.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        answer.putInt(answer.capacity()).putInt(1).putInt(request).putInt(OP_MSG);
        answer.putInt(0).put((byte) 0).put(bson);
        return answer.array();
    }

    @Override
    public void close() {
        try {
            entrance.close();
            hangUp();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
