package org.trialbook.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Stands between a client and a server, and cuts a connection after so many bytes.
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;
    private final AtomicReference<@Nullable Cut> armed = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();

    /// @param answer whether bytes of the answer are counted, or of the request
    private record Cut(boolean answer, AtomicInteger left) {}

    CuttingProxy(URI server) throws IOException {
        this.target = server.getPort();
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /// The next connection on which so many bytes have gone that way is cut, once.
    void cutAfter(int bytes, boolean ofTheAnswer) {
        armed.set(new Cut(ofTheAnswer, new AtomicInteger(bytes)));
    }

    /// Cuts nothing more.
    void disarm() {
        armed.set(null);
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> pass(client, server, false));
                Thread.ofVirtual().start(() -> pass(server, client, true));
            } catch (SocketException e) {
                // Closed: nothing more is taken.
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void pass(Socket from, Socket to, boolean answer) {
        byte[] buffer = new byte[512];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Cut cut = armed.get();
                if (cut != null && cut.answer() == answer) {
                    int left = cut.left().addAndGet(-read);
                    if (left < 0 && armed.compareAndSet(cut, null)) {
                        out.write(buffer, 0, Math.max(0, read + left));
                        out.flush();
                        cuts.incrementAndGet();
                        return;
                    }
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // The other direction has ended the connection.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
