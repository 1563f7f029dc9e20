package org.trialbook.verify;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.LogSource;
import org.trialbook.ledger.TilePath;

/// A log behind HTTP, as C2SP tlog-tiles has it. Answers are read up to the longest that may be sound;
/// what fails for a moment is asked for again; nothing is followed anywhere else, so the token stays with
/// the server it is for.
final class HttpLog implements LogSource, AutoCloseable {

    private static final int MAX_CHECKPOINT = 1_000_000;
    private static final int MAX_HASHES = TilePath.FULL * 32;
    private static final int MAX_LINES = TilePath.FULL * (2 + EventLine.MAX_BYTES);
    private static final int MAX_TEXT = 4 << 20;
    private static final int ATTEMPTS = 4;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final Set<Integer> MOMENTARY = Set.of(429, 500, 502, 503, 504);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String base;
    private final @Nullable String token;

    /// @param address below which `/checkpoint`, `/tile` and `/text` are served
    /// @param token what to send as a bearer token, or null
    /// @throws IllegalArgumentException unless it is https, or http on this machine
    HttpLog(URI address, @Nullable String token) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (host == null || address.getQuery() != null || address.getFragment() != null) {
            throw new IllegalArgumentException("not the address of a server: " + address);
        }
        if (!scheme.equals("https") && !isLoopback(host)) {
            throw new IllegalArgumentException("without https only a server on this machine is asked: " + address);
        }
        String text = address.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.token = token;
    }

    private static boolean isLoopback(String host) {
        // Only literal addresses: a name could lead anywhere.
        return host.equals("localhost")
                || (host.matches("[0-9.]+|\\[[0-9a-fA-F:]+]")
                        && InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""))
                                .isLoopbackAddress());
    }

    @Override
    public byte[] checkpoint() throws IOException {
        return get("/checkpoint", MAX_CHECKPOINT);
    }

    @Override
    public byte[] piece(TilePath path) throws IOException {
        return get("/" + path.format(), path.isEntries() ? MAX_LINES : MAX_HASHES);
    }

    @Override
    public byte[] text(String sha256) throws IOException {
        return get("/text/" + sha256, MAX_TEXT);
    }

    private byte[] get(String path, int most) throws IOException {
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; ; attempt++) {
            try {
                return ask(path, most);
            } catch (Unavailable momentary) {
                if (attempt == ATTEMPTS) {
                    throw momentary;
                }
            }
            await(pause);
            pause *= 2;
        }
    }

    private byte[] ask(String path, int most) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<InputStream> response;
        try {
            response = client.send(request.GET().build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } catch (IOException unreachable) {
            throw new Unavailable(base + path + " can't be had: " + reason(unreachable), unreachable);
        }
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            if (MOMENTARY.contains(status)) {
                throw new Unavailable(base + path + " answers " + status, null);
            }
            if (status != 200) {
                throw new IOException(base + path + " answers " + status);
            }
            byte[] bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException(base + path + " has more than " + most + " bytes");
            }
            return bytes;
        }
    }

    /// The system's message is not repeated: it may be empty, or consist of names of classes.
    private static String reason(IOException unreachable) {
        return switch (unreachable) {
            case HttpTimeoutException _ -> "there is no answer in time";
            case ConnectException _ -> "nothing answers there";
            case SSLException _ -> "its certificate, or how it encrypts, is not accepted";
            default -> "the connection broke off";
        };
    }

    private static void await(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /// A failure that may pass in a moment, so that the request is repeated.
    private static final class Unavailable extends IOException {

        private static final long serialVersionUID = 1;

        Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
