package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.asked;
import static org.trialbook.view.projection.Acts.consented;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.registered;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.trialbook.view.projection.Story;

/// Whoever has written something is answered with it, and whoever listens hears that there is something new: each
/// by what they count, and by nothing that is withheld from them.
class WhatWasJustWrittenTest {
    private QuerySide server;

    @BeforeEach
    void start() {
        server = QuerySide.blinded();
        server.story()
                .published()
                .then(opened("01"))
                .then(opened("02"))
                .then(registered("01-001"))
                .then(registered("02-001"));
        server.recorded();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String moment(String person) {
        return server.as(person).get("/overview").header("x-record-position");
    }

    @Test
    void whatIsNotRecordedYetIsWaitedFor() {
        long size = server.log().size();
        CompletableFuture<QuerySide.Answer> asked =
                CompletableFuture.supplyAsync(() -> server.as("monitor").get("/overview?after=" + (size + 1)));

        server.story().then(consented("01-001"));
        server.recorded();

        assertThat(asked.join().status()).isEqualTo(200);
        assertThat(asked.join().position()).isGreaterThan(size);
    }

    @ParameterizedTest
    @CsvSource({
        "coordinator@01, 01-001.1, 200, ''",
        "monitor, 01-001.1, 200, ''",
        "coordinator@01, 01-001.2, 503, not-caught-up",
        "monitor, 100000, 503, not-caught-up",
        "coordinator@01, 3, 400, malformed-parameter",
        "coordinator@01, 01-001, 400, malformed-parameter",
        "coordinator@01, 01-001.0, 400, malformed-parameter",
        "coordinator@01, 02-001.1, 404, no-such-subject",
        "monitor, m3, 400, malformed-parameter",
    })
    void itIsNamedByWhatTheCallerCounts(String person, String after, int status, String problem) {
        QuerySide.Answer answer = server.as(person).get("/overview?after=" + after);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(status == 200 ? "" : answer.problem()).isEqualTo(problem);
    }

    @Test
    void whoeverListensIsToldTheOwnMomentWheneverItChanges() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient();
                Listening site = listen(client, "coordinator@01");
                Listening monitor = listen(client, "monitor")) {
            String first = moment("coordinator@01");
            assertThat(site.next()).isEqualTo(first);
            assertThat(monitor.next()).isEqualTo(moment("monitor"));

            server.story().then(asked("01-001", 1, "CSP", "BVP", "qrs-not-narrowed"));
            server.recorded();
            assertThat(monitor.next()).isEqualTo(moment("monitor"));
            server.story().then(consented("02-001"));
            server.recorded();
            assertThat(monitor.next()).isEqualTo(moment("monitor"));
            server.story().then(consented("01-001"));
            server.recorded();

            // What was withheld, and what concerns another site, made no hint: this is the next one.
            assertThat(site.next()).isEqualTo(moment("coordinator@01")).isNotEqualTo(first);
        }
    }

    /// What the listener counts from then on is told by another stream; one of somebody whom it lets know as before
    /// goes on.
    @Test
    void aStreamEndsWithTheAmendmentThatBlindsItsListener() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient();
                Listening investigator = listen(client, "investigator@01");
                Listening implanter = listen(client, "implanter@01")) {
            assertThat(investigator.next()).isEqualTo(moment("investigator@01"));
            assertThat(implanter.next()).isEqualTo(moment("implanter@01"));
            server.story().then(asked("01-001", 1, "CSP", "BVP", "qrs-not-narrowed"));
            server.recorded();
            assertThat(investigator.next()).isEqualTo(moment("investigator@01"));
            assertThat(implanter.next()).isEqualTo(moment("implanter@01"));

            server.story()
                    .then(Story.publication(
                            "2",
                            Story.hotCrt()
                                    .replace("version: \"1\"", "version: \"2\"")
                                    .replace("    investigator: {allocation: always, device-data: always}\n", "")));
            server.recorded();

            assertThat(investigator.ended()).isTrue();
            assertThat(implanter.next()).isEqualTo(moment("implanter@01"));
        }
        try (HttpClient client = HttpClient.newHttpClient();
                Listening again = listen(client, "investigator@01")) {
            // The crossover is withheld from them now.
            assertThat(again.next()).isEqualTo(moment("coordinator@01")).isEqualTo(moment("investigator@01"));
        }
    }

    /// Tomcat's own limit is half a minute, in which no large bundle is taken.
    @Test
    void whatIsWrittenInPiecesIsNotCutAfterAWhile() {
        RequestMappingHandlerAdapter adapter = server.application().getBean(RequestMappingHandlerAdapter.class);

        assertThat(ReflectionTestUtils.getField(adapter, "asyncRequestTimeout")).isEqualTo(0L);
    }

    private record Listening(BufferedReader lines) implements AutoCloseable {
        /// The moment of the next hint.
        String next() throws IOException {
            String line = lines.readLine();
            while (!line.startsWith("data: ")) {
                assertThat(line).matches("|:.*|event: moment|id: .*");
                line = lines.readLine();
            }
            return line.substring("data: ".length());
        }

        /// Whether nothing more is told.
        boolean ended() throws IOException {
            String line = lines.readLine();
            while (line != null && !line.startsWith("data: ")) {
                line = lines.readLine();
            }
            return line == null;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private Listening listen(HttpClient client, String person) throws Exception {
        HttpResponse<java.io.InputStream> answer = client.send(
                HttpRequest.newBuilder(URI.create(server.root() + "/api/v1/studies/HOT-CRT/hints"))
                        .header("Authorization", "Bearer " + server.as(person).token())
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream");
        return new Listening(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }
}
