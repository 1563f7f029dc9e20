package org.trialbook.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.NoteSigner;

/// A real process is killed while it cosigns, again and again, and never knows less than it has answered.
class KilledWitnessTest {

    private static final long SEED = 20261121;

    private final NoteSigner key = WatchedLog.key(WatchedLog.ORIGIN, 1);
    private final WatchedLog log = new WatchedLog(key, 4000);
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whatWasCosignedIsKnownAfterEveryKill(@TempDir Path directory) throws Exception {
        Random random = new Random(SEED);
        long answered = 0;
        for (int kill = 0; kill < 4; kill++) {
            Process process = start(directory);
            URI url = url(process);
            long asked = answered;
            long enough = answered + 5 + random.nextInt(60);
            Thread killer = Thread.ofPlatform().unstarted(process::destroyForcibly);
            try {
                while (asked < 3990) {
                    HttpResponse<String> answer = post(url, log.request(asked, asked + 1));
                    if (answer.statusCode() == 409) {
                        // The answer before the last kill was lost, its memory was not.
                        long known = Long.parseLong(answer.body().strip());
                        assertThat(known).as("seed %d, kill %d", SEED, kill).isEqualTo(answered + 1);
                        asked = known;
                        continue;
                    }
                    assertThat(answer.statusCode()).isEqualTo(200);
                    asked++;
                    answered = asked;
                    if (answered == enough) {
                        // It works on while the kill is on its way.
                        killer.start();
                    }
                }
            } catch (IOException killed) {
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
            killer.join();
        }
        assertThat(answered).isGreaterThan(20);
        Process last = start(directory);
        try {
            URI url = url(last);
            assertThat(post(url, new WatchedLog(key, 4000, 0).request(answered, answered + 5))
                            .statusCode())
                    .isIn(422, 409);
        } finally {
            last.destroyForcibly();
        }
    }

    private Process start(Path directory) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WitnessMain.class.getName(),
                        "witness",
                        "serve",
                        "--dir=" + directory,
                        "--name=" + Served.NAME,
                        "--log=" + key.verifier(),
                        "--port=0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static URI url(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("serving at ")) {
                return URI.create(line.substring("serving at ".length()) + "/add-checkpoint");
            }
        }
        throw new IOException("the witness did not start");
    }

    private HttpResponse<String> post(URI url, byte[] body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(url)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
