package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.access.Http.STUDY;
import static org.trialbook.access.Http.VISIT;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What no client's library would send, by the byte: each is told to be the caller's fault by a problem, whoever sends
/// it, and is no incident.
@ExtendWith(OutputCaptureExtension.class)
class MalformedRequestTest extends InDemo {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET  | STUDY/overview?asOf=%zz          | Accept: */*                                   | 400
        GET  | STUDY/overview?=                 | Accept: */*                                   | 400
        GET  | STUDY/overview?%ff=%             | Accept: text/html                             | 400
        GET  | STUDY/overview?access_token=%zz  | Accept: */*                                   | 400
        GET  | STUDY/subjects/01-001?%zz        | Accept: */*                                   | 400
        GET  | STUDY/%zz                        | Accept: */*                                   | 400
        GET  | STUDY/a%00b                      | Accept: */*                                   | 400
        GET  | STUDY/{                          | Accept: */*                                   | 400
        GET  | STUDY/overview                   | Content-Length: x                             | 400
        GET  | STUDY/overview                   | Bad Name: x                                   | 400
        GET  | STUDY/overview                   | Host: elsewhere.example                       | 400
        POST | VISIT                            | Content-Type: */*                             | 415
        POST | VISIT                            | Content-Type: application/*                   | 415
        POST | VISIT                            | Content-Type: ;                               | 415
        PUT  | VISIT?a=%zz                      | Content-Type: application/x-www-form-urlencoded | 405
        """)
    void isTheCallersFaultWithAndWithoutAToken(
            String method, String target, String header, int status, CapturedOutput log) throws Exception {
        String path = target.replace("STUDY", STUDY).replace("VISIT", VISIT);
        for (String authorization : new String[] {"X-Nobody: x", "Authorization: Bearer " + token("coordinator@01")}) {
            int before = log.getAll().length();
            String answer = send("%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n%s\r\nConnection: close\r\n\r\n"
                    .formatted(method, path, header, authorization));
            // Who is nobody may be told that first.
            assertThat(answer.substring(9, 12)).isIn("" + status, authorization.startsWith("X-Nobody") ? "401" : "");
            assertThat(answer)
                    .contains("Content-Type: application/problem+json")
                    .contains("\"type\":\"urn:trialbook:problem:")
                    .containsIgnoringCase("Cache-Control: no")
                    .doesNotContain("<html", "Tomcat", "java.", "Exception");
            assertThat(log.getAll().substring(before)).doesNotContain("incident", " ERROR ");
        }
    }

    @Test
    void aFormInPartsWithoutABoundaryIsNotTakenApart() throws Exception {
        for (String type : new String[] {"multipart/form-data", "multipart/form-data; boundary=x"}) {
            String answer = send(
                    "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nIdempotency-Key: k\r\nContent-Length: 2\r\nConnection: close\r\n\r\n--"
                            .formatted(VISIT, token("coordinator@01"), type));
            assertThat(answer).startsWith("HTTP/1.1 415 ");
        }
    }

    private String send(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
