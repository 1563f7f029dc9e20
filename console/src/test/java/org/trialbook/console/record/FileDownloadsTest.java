package org.trialbook.console.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.trialbook.console.ConsoleProperties;

/// Whatever the record said of a file, the browser is told what keeps it from acting as a page.
class FileDownloadsTest {

    private static final byte[] FILE = "<script>document.cookie</script>".getBytes(StandardCharsets.UTF_8);

    private HttpServer record;
    private FileDownloads files;

    @BeforeEach
    void start() throws IOException {
        record = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        record.start();
        URI root = URI.create("http://127.0.0.1:" + record.getAddress().getPort());
        ConsoleProperties properties = new ConsoleProperties(
                "HOT-CRT", root, root, null, root, "console", "secret", "RS256", List.of(), Duration.ofMinutes(30));
        files = new FileDownloads(new RecordClient(
                new UserTokens(request -> null) {
                    @Override
                    public String current() {
                        return "token";
                    }
                },
                properties));
    }

    @AfterEach
    void stop() {
        record.stop(0);
    }

    private void answering(String type, String disposition, int length) {
        record.createContext("/", (HttpExchange exchange) -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Content-Disposition", disposition);
            exchange.getResponseHeaders().set("Content-Security-Policy", "default-src *");
            exchange.getResponseHeaders().set("Set-Cookie", "trialbook_console=another");
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody().write(FILE);
            exchange.getResponseBody().flush();
            exchange.close();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, application/octet-stream",
        "image/svg+xml, application/octet-stream",
        "text/xml, application/octet-stream",
        "application/pdf, application/pdf",
        "application/dicom, application/dicom"
    })
    void nothingButAPictureIsShownInPlaceAndNothingIsRun(String said, String type) throws IOException {
        answering(said, "inline; filename=\"R-1.x\"", FILE.length);
        MockHttpServletResponse response = new MockHttpServletResponse();

        files.pass("/reads/worklist/R-1/media/1", Map.of(), response);

        assertThat(response.getContentAsByteArray()).isEqualTo(FILE);
        assertThat(response.getContentType()).isEqualTo(type);
        assertThat(response.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"R-1.x\"");
        assertThat(response.getHeader("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeader("Set-Cookie")).isNull();
    }

    /// Who takes half a file for a whole one has lost the rest.
    @Test
    void aFileThatBreaksOffIsNotTakenForWhole() {
        answering("application/zip", "attachment", FILE.length + 10);

        assertThatThrownBy(() -> files.pass("/bundle", Map.of(), new MockHttpServletResponse()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aProblemIsAProblemAndNoFile() {
        record.createContext("/", exchange -> {
            byte[] problem = "{\"type\":\"urn:trialbook:problem:not-permitted\",\"status\":403}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(403, problem.length);
            exchange.getResponseBody().write(problem);
            exchange.close();
        });
        MockHttpServletResponse response = new MockHttpServletResponse();

        assertThatThrownBy(() -> files.pass("/bundle", Map.of(), response))
                .isInstanceOfSatisfying(
                        RecordProblemException.class,
                        problem -> assertThat(problem.answer().problem()).isEqualTo("not-permitted"));
        assertThat(response.getHeaderNames()).isEmpty();
    }
}
