package org.trialbook.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// HTTP by the byte: no client's library stands between what is sent and what goes over the wire.
final class RawHttp {

    private static final int LONGEST_MILLIS = 60_000;

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /// What came back; of a connection that was closed without a word, status 0.
    record Answer(int status, List<String> headers, byte[] body) {

        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(header -> header.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /// Sends the bytes, says that no more will come, and reads to the end.
    Answer send(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LONGEST_MILLIS);
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (SocketException e) {
                // The server has answered and closed before it had read all.
            }
            try {
                socket.getInputStream().transferTo(got);
            } catch (SocketException e) {
                // Reset after the answer, since something was left unread.
            }
            return parse(got.toByteArray());
        }
    }

    private static Answer parse(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = all.indexOf("\r\n\r\n");
        if (!all.startsWith("HTTP/1.1 ") || end < 0) {
            return new Answer(0, List.of(), bytes);
        }
        List<String> head = List.of(all.substring(0, end).split("\r\n", -1));
        int status = Integer.parseInt(head.getFirst().substring(9, 12));
        byte[] rest = Arrays.copyOfRange(bytes, end + 4, bytes.length);
        if (status == 100) {
            return parse(rest);
        }
        Answer answer = new Answer(status, new ArrayList<>(head.subList(1, head.size())), rest);
        return answer.header("transfer-encoding").equalsIgnoreCase("chunked")
                ? new Answer(status, answer.headers(), unchunked(rest))
                : answer;
    }

    private static byte[] unchunked(byte[] bytes) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int at = 0;
        while (at < bytes.length) {
            int line = at;
            while (line < bytes.length && bytes[line] != '\r') {
                line++;
            }
            int length = Integer.parseInt(new String(bytes, at, line - at, StandardCharsets.ISO_8859_1).strip(), 16);
            if (length == 0) {
                break;
            }
            whole.write(bytes, line + 2, Math.min(length, bytes.length - line - 2));
            at = line + 2 + length + 2;
        }
        return whole.toByteArray();
    }
}
