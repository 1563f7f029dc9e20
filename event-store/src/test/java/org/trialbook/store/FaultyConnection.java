package org.trialbook.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A wire between a driver and a server that can be cut, fall silent, or carry in one direction only.
final class FaultyConnection implements AutoCloseable {
    enum State {
        WORKS,
        /// Every connection ends, and none is made.
        CUT,
        /// Connections stay, and nothing arrives any more; what is under way arrives when it works again.
        SILENT,
        /// Requests arrive, answers do not.
        WITHOUT_ANSWERS
    }

    private final int target;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private State state = State.WORKS;

    FaultyConnection(int target) {
        this.target = target;
        try {
            this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("faulty-connection").start(this::accept);
    }

    String connectionString() {
        // The driver looks for a server that is back more often than it would by itself.
        return "mongodb://127.0.0.1:" + entrance.getLocalPort()
                + "/?heartbeatFrequencyMS=500&connectTimeoutMS=500&serverMonitoringMode=poll";
    }

    synchronized void become(State next) {
        State before = state;
        state = next;
        notifyAll();
        // Half a conversation can't be gone on with.
        if (next == State.CUT || before == State.WITHOUT_ANSWERS) {
            open.forEach(FaultyConnection::end);
        }
    }

    private synchronized State state() {
        return state;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                if (state() == State.CUT) {
                    end(client);
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> carry(client, server, false));
                Thread.ofVirtual().start(() -> carry(server, client, true));
            } catch (IOException e) {
                // Closed, or the server is not there: the driver sees a connection that ends.
            }
        }
    }

    private void carry(Socket from, Socket to, boolean answers) {
        byte[] bytes = new byte[64 << 10];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                awaitSound();
                if (!(answers && state() == State.WITHOUT_ANSWERS)) {
                    out.write(bytes, 0, read);
                }
            }
        } catch (IOException e) {
            // It ends, as connections do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(from);
            end(to);
        }
    }

    private synchronized void awaitSound() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Ended already.
        }
    }

    @Override
    public void close() {
        become(State.CUT);
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
