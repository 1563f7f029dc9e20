package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.authoring.ProtocolCheck;
import org.trialbook.store.Log;
import org.trialbook.verify.RecordVerification;

/// A protocol of 2,000 items and 40 visits, which no line of the log holds, beside one that a line holds: what is done
/// with it takes about as long.
class LargeProtocolTest {
    private static final String API = "/api/v1/studies/HOT-CRT";
    private static final int TIMES = 15;

    private static final String LARGE = LargeProtocol.of(Amendments.HOT_CRT);

    private static House small;
    private static House large;
    private static SignedInConsole smallPages;
    private static SignedInConsole largePages;

    @BeforeAll
    static void tell() throws IOException {
        small = new House(false);
        large = new House(false);
        begin(small, Amendments.HOT_CRT);
        begin(large, LARGE);
        smallPages = new SignedInConsole(small);
        largePages = new SignedInConsole(large);
    }

    private static void begin(House house, String protocol) {
        TwoHistories histories = new TwoHistories(house);
        histories.begin(protocol, List.of("01"));
        for (int i = 1; i <= TIMES + 1; i++) {
            histories.enrol("01-%03d".formatted(i), "ischaemic");
        }
        house.at(House.NOW);
        caughtUp(house);
    }

    private static void caughtUp(House house) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> List.of(Long.toString(house.bean(Log.class).size()))
                        .equals(house.get("monitor", API + "/overview")
                                .headers()
                                .get("x-record-position")));
    }

    @AfterAll
    static void close() {
        smallPages.close();
        largePages.close();
        small.close();
        large.close();
    }

    @Test
    void itHasWhatIsPromised() {
        Protocol protocol = ProtocolCheck.of(LARGE).sound().orElseThrow();
        assertThat(protocol.visits()).hasSize(LargeProtocol.VISITS);
        assertThat(protocol.forms().stream()
                        .mapToInt(form -> form.items().size())
                        .sum())
                .isGreaterThanOrEqualTo(LargeProtocol.ITEMS);
        assertThat(LARGE.length()).isGreaterThan(200_000);
    }

    @Test
    void itsBundlesHoldItAndVerify(@TempDir Path directory) throws Exception {
        for (String path : List.of("/bundle", "/bundle/redacted")) {
            House.Answer bundle = large.get("inspector", API + path);
            assertThat(bundle.status()).as(bundle.text()).isEqualTo(200);
            Path file = Files.write(directory.resolve("bundle.zip"), bundle.body());
            var report = RecordVerification.ofBundle(file, TrustAnchors.in(null), Progress.UNTOLD);
            assertThat(report.findings()).isEmpty();
            assertThat(report.protocols()).isPositive();
        }
    }

    /// Told in full to whoever may have the lines, and to nobody by another name than its hash.
    @Test
    void whoTakesTheLogTakesWhatStandsBesideIt() {
        String hash = sha256(LARGE);
        House.Answer text = large.get("inspector", "/text/" + hash);
        assertThat(text.status()).as(text.text()).isEqualTo(200);
        assertThat(text.body()).isEqualTo(LARGE.getBytes(StandardCharsets.UTF_8));
        assertThat(large.get("inspector", "/text/" + "0".repeat(64)).status()).isEqualTo(404);
        assertThat(large.get("coordinator@01", "/text/" + hash).status()).isEqualTo(403);
        String inLine = sha256(Amendments.HOT_CRT);
        assertThat(small.get("inspector", "/text/" + inLine).status()).isEqualTo(404);
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsBesideTheLogIsNoRecordingOfASubject() {
        String hash = sha256(LARGE);
        House.Answer refused = large.act("coordinator@01", "/subjects/01-001/acts/register-read", """
                {"visit": "pre-implant", "modality": "ecg", "media": "sha256:%s"}""".formatted(hash));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("no-such-media");
    }

    @Test
    void aFormIsShownAndRecordedAboutAsFast() {
        // Every figure is of the same machine at the same time; the first request of each kind warms it.
        Figure page = figure(
                i -> ok(smallPages.get("coordinator@01", "/subjects/" + subject(i) + "/visits/pre-implant/forms/body")),
                i -> ok(largePages.get(
                        "coordinator@01", "/subjects/" + subject(i) + "/visits/visit-07/forms/form-07")));
        Figure recorded = figure(
                i -> done(small.act("coordinator@01", "/subjects/" + subject(i) + "/acts/record-assessment", """
                        {"visit": "pre-implant", "form": "body", "assessedOn": "2026-01-12", "values": {
                         "height": {"value": "180", "unit": "cm"}, "weight": {"value": "80", "unit": "kg"}}}""")),
                i -> done(large.act(
                        "coordinator@01", "/subjects/" + subject(i) + "/acts/record-assessment", """
                        {"visit": "visit-07", "form": "form-07", "assessedOn": "2026-01-12", "values": %s}""".formatted(
                                        LargeProtocol.answers()))));
        caughtUp(small);
        caughtUp(large);
        Figure shown = figure(
                i -> ok(small.get(
                        "coordinator@01", API + "/subjects/" + subject(i) + "/visits/pre-implant/forms/body")),
                i -> ok(large.get(
                        "coordinator@01", API + "/subjects/" + subject(i) + "/visits/visit-07/forms/form-07")));
        Figure asked = figure(
                i -> ok(small.get("coordinator@01", API + "/protocol")),
                i -> ok(large.get("coordinator@01", API + "/protocol")));
        Figure acts = figure(
                i -> ok(small.get("coordinator@01", API + "/subjects/" + subject(i) + "/acts")),
                i -> ok(large.get("coordinator@01", API + "/subjects/" + subject(i) + "/acts")));
        Figure published = figure(
                i -> done(small.act("data-manager", "/acts/publish-protocol", version(Amendments.HOT_CRT, i + 2))),
                i -> done(large.act("data-manager", "/acts/publish-protocol", version(LARGE, i + 2))));
        System.out.println("median ms, small and large: form shown " + shown + "; its page " + page + "; recorded "
                + recorded + "; possible acts " + acts + "; the protocol asked for " + asked + "; a version published "
                + published);
        assertThat(shown.large()).as("shown").isLessThan(3 * shown.small() + 100);
        assertThat(recorded.large()).as("recorded").isLessThan(3 * recorded.small() + 200);
    }

    private record Figure(double small, double large) {
        @Override
        public String toString() {
            return "%.0f and %.0f".formatted(small, large);
        }
    }

    private static Figure figure(IntConsumer first, IntConsumer second) {
        return new Figure(median(first), median(second));
    }

    /// Of all but the first.
    private static double median(IntConsumer work) {
        double[] millis = new double[TIMES];
        for (int i = 0; i <= TIMES; i++) {
            long begun = System.nanoTime();
            work.accept(i);
            if (i > 0) {
                millis[i - 1] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis[TIMES / 2];
    }

    private static String subject(int i) {
        return "01-%03d".formatted(i + 1);
    }

    private static String version(String protocol, int number) {
        return Amendments.body(protocol.replace("version: \"1\"", "version: \"%d\"".formatted(number)));
    }

    private static void ok(House.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Objects.requireNonNull(answer.body());
    }

    private static void done(House.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }
}
