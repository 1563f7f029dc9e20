package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.verify.kit.Kit;
import org.trialbook.verify.kit.WriteConformanceKit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The verifier says of every case of the committed kit what the kit expects.
class ConformanceKitTest {

    static final Path KIT = Path.of("..", "conformance");
    private static final JsonMapper JSON = new JsonMapper();

    /// A case, printed by its name.
    record Case(JsonNode expected) {
        @Override
        public String toString() {
            return expected.get("case").asString();
        }
    }

    static List<Case> cases() throws IOException {
        return Files.readAllLines(KIT.resolve("cases.jsonl")).stream()
                .map(line -> new Case(JSON.readTree(line)))
                .toList();
    }

    private static String served = "";
    private static @Nullable HttpServer server;

    @BeforeAll
    static void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", ConformanceKitTest::handOut);
        server.start();
        served = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterAll
    static void serveNoMore() {
        Objects.requireNonNull(server).stop(0);
    }

    /// The files below `served/`. What a log lacks is that of the whole one; an empty file is not served.
    private static void handOut(HttpExchange exchange) throws IOException {
        String[] log = exchange.getRequestURI().getPath().split("/", 3);
        Path own = KIT.resolve("served").resolve(log[1]).resolve(log[2]);
        Path file = Files.exists(own)
                ? own
                : KIT.resolve("served/served-300-events").resolve(log[2]);
        byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        try (exchange) {
            exchange.sendResponseHeaders(content.length > 0 ? 200 : 404, content.length == 0 ? -1 : content.length);
            if (content.length > 0) {
                exchange.getResponseBody().write(content);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isAnsweredAsTheKitExpects(Case it) {
        CommandLineRun run = CommandLineRun.of(command(it.expected.get("command")));
        assertThat(run.err())
                .doesNotContain("\tat ")
                .doesNotContain("Exception")
                .doesNotContain("java.")
                .doesNotContain("org.trialbook");
        Map<String, Object> expected = new TreeMap<>();
        Map<String, Object> actual = new TreeMap<>();
        expected.put("exit", it.expected.get("exit").asInt());
        actual.put("exit", run.exitCode());
        if (it.expected.has("findings") && run.out().startsWith("{")) {
            JsonNode report = JSON.readTree(run.out());
            compare(it.expected, report, expected, actual);
            if (it.expected.has("randomization")) {
                expected.put("randomization", findings(it.expected.get("randomization")));
                actual.put(
                        "randomization", findings(report.path("randomization").path("findings")));
            }
        }
        assertThat(actual).as("%s%n%s%s", it.expected, run.out(), run.err()).isEqualTo(expected);
    }

    private static void compare(
            JsonNode it, JsonNode report, Map<String, Object> expected, Map<String, Object> actual) {
        expected.put("sound", it.get("sound").asBoolean());
        actual.put("sound", report.get("sound").asBoolean());
        expected.put("findings", findings(it.get("findings")));
        actual.put("findings", findings(report.get("findings")));
        if (it.has("firstBadPosition")) {
            expected.put("first", it.get("firstBadPosition").toString());
            actual.put("first", report.get("firstBadPosition").toString());
        }
    }

    /// In any order, and each once at a position; of those without one, one for each thing they are about.
    private static List<String> findings(JsonNode list) {
        List<String> codes = new ArrayList<>();
        for (JsonNode finding : list) {
            String code = finding.get("code").asString() + "@" + finding.get("position");
            if (finding.get("position").isNull() || !codes.contains(code)) {
                codes.add(code);
            }
        }
        codes.sort(Comparator.naturalOrder());
        return codes;
    }

    /// Paths of the kit are below its directory.
    private static String[] command(JsonNode arguments) {
        List<String> command = new ArrayList<>();
        for (JsonNode argument : arguments) {
            String text = argument.asString().replace("{served}", served);
            command.add(
                    text.matches("(bundles|keys|files)/.*") ? KIT.resolve(text).toString() : text);
        }
        return command.toArray(String[]::new);
    }

    @Test
    void isAsItsGeneratorWritesIt() throws IOException {
        if (Boolean.getBoolean("trialbook.writeKit")) {
            WriteConformanceKit.into(KIT);
        }
        Map<String, byte[]> generated = Kit.whole().files();
        List<Path> present = WriteConformanceKit.present(KIT);
        assertThat(present)
                .extracting(file -> KIT.relativize(file).toString().replace('\\', '/'))
                .containsExactlyInAnyOrderElementsOf(generated.keySet());
        assertThat(cases()).hasSizeGreaterThan(850);
        for (var file : generated.entrySet()) {
            assertThat(Files.readAllBytes(KIT.resolve(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(file.getValue());
        }
    }
}
