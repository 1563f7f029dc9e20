package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.store.Log;
import org.trialbook.verify.RecordVerification;

/// A study that was opened for practice, to a whole server and its console: every answer, every page and every bundle
/// says so, and nothing makes it a real one. A real one says nothing of the kind.
class PracticeStudyTest {
    private static final String API = "/api/v1/studies/HOT-CRT";
    private static final List<String> PEOPLE =
            List.of("coordinator@01", "investigator@01", "data-manager", "statistician");

    private static House practice;
    private static House real;
    private static SignedInConsole pages;
    private static SignedInConsole realPages;

    @BeforeAll
    static void tell() throws IOException {
        practice = new House(false);
        real = new House(false);
        begin(practice, Amendments.HOT_CRT.replaceFirst("target:", "practice: true\ntarget:"));
        begin(real, Amendments.HOT_CRT);
        pages = new SignedInConsole(practice);
        realPages = new SignedInConsole(real);
    }

    private static void begin(House house, String protocol) {
        TwoHistories histories = new TwoHistories(house);
        histories.begin(protocol, List.of("01"));
        histories.enrol("01-001", "ischaemic");
        List<String> size = List.of(Long.toString(house.bean(Log.class).size()));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> size.equals(
                        house.get("monitor", API + "/overview").headers().get("x-record-position")));
    }

    @AfterAll
    static void close() {
        pages.close();
        realPages.close();
        practice.close();
        real.close();
    }

    @Test
    void everyAnswerIsMarkedWhateverItIs() {
        List<String> unmarked = new ArrayList<>();
        RouteTable routes = new RouteTable(practice, "R-00000000");
        for (String route : routes.asked()) {
            for (String path : routes.filled(route).toList()) {
                for (String person : PEOPLE) {
                    if (!marked(practice.get(person, path))) {
                        unmarked.add(person + " " + path);
                    }
                    assertThat(marked(real.get(person, path))).as(path).isFalse();
                }
            }
        }
        assertThat(unmarked).isEmpty();
        assertThat(marked(practice.get("coordinator@01", "/nowhere"))).isTrue();
        assertThat(marked(practice.act("coordinator@01", "/subjects/01-001/acts/randomize", "{")))
                .isTrue();
    }

    private static boolean marked(House.Answer answer) {
        return List.of("true").equals(answer.headers().get("x-practice-study"));
    }

    @Test
    void whoeverAsksIsToldInWhatTheyRead() {
        for (String path : List.of("/me", "/overview")) {
            assertThat(practice.get("coordinator@01", API + path)
                            .json()
                            .at("/practice")
                            .asBoolean())
                    .as(path)
                    .isTrue();
            assertThat(real.get("coordinator@01", API + path)
                            .json()
                            .at("/practice")
                            .asBoolean(true))
                    .as(path)
                    .isFalse();
        }
    }

    @Test
    void everyPageHasABand() {
        List<String> without = new ArrayList<>();
        int shown = 0;
        for (String person : PEOPLE) {
            for (String pattern : pages.pages()) {
                for (String path :
                        new RouteTable(practice, "R-00000000").filled(pattern).toList()) {
                    House.Answer page = pages.get(person, path);
                    if (!isPage(page)) {
                        continue;
                    }
                    shown++;
                    if (!page.text().contains("Practice study.")) {
                        without.add(person + " " + path + " " + page.status());
                    }
                }
            }
        }
        assertThat(shown).isGreaterThan(30);
        assertThat(without).isEmpty();
        House.Answer today = realPages.get("coordinator@01", "/");
        assertThat(isPage(today)).isTrue();
        assertThat(today.text()).doesNotContain("Practice study.");
    }

    private static boolean isPage(House.Answer page) {
        return page.status() == 200
                && Objects.requireNonNull(page.headers().getOrDefault("content-type", List.of("")))
                        .getFirst()
                        .startsWith("text/html")
                && page.text().contains("class=\"rail\"");
    }

    @Test
    void nothingMakesItARealOneOrARealOneSuch() {
        String amended = Amendments.HOT_CRT.replace("version: \"1\"", "version: \"2\"");
        House.Answer refused = practice.act("data-manager", "/acts/publish-protocol", Amendments.body(amended));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("urn:trialbook:refusal:practice-stays");
        House.Answer other = real.act(
                "data-manager",
                "/acts/publish-protocol",
                Amendments.body(amended.replaceFirst("target:", "practice: true\ntarget:")));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text()).contains("urn:trialbook:refusal:practice-stays");
    }

    @Test
    void itsBundleSaysSo(@TempDir Path directory) throws Exception {
        assertThat(bundled(practice, "/bundle", directory)).isTrue();
        assertThat(bundled(practice, "/bundle/redacted", directory)).isTrue();
        assertThat(bundled(real, "/bundle", directory)).isFalse();
    }

    /// Whether the name of the file and the verifier say that it is for practice; both say the same.
    private static boolean bundled(House house, String path, Path directory) throws Exception {
        House.Answer bundle = house.get("inspector", API + path);
        assertThat(bundle.status()).as(bundle.text()).isEqualTo(200);
        boolean named = Objects.requireNonNull(bundle.headers().get("content-disposition"))
                .getFirst()
                .contains("practice-HOT-CRT-");
        Path file = Files.write(directory.resolve("bundle.zip"), bundle.body());
        var report = RecordVerification.ofBundle(file, TrustAnchors.in(null), Progress.UNTOLD);
        assertThat(report.findings()).isEmpty();
        assertThat(report.practice()).isEqualTo(named);
        return named;
    }
}
