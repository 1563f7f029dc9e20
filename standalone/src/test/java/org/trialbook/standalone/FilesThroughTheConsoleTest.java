package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Files come through the console as its user may have them, and act in no page of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesThroughTheConsoleTest {

    private ConsoleHouse house;
    private Chromium chromium;
    private String read = "";

    @BeforeAll
    void start() throws IOException {
        chromium = Chromium.required();
        house = ConsoleHouse.started();
        read = house.readWithFiles("reader-1");
    }

    @AfterAll
    void stop() {
        if (house != null) {
            house.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private APIResponse get(Page page, String path) {
        return page.request().get(house.console() + path);
    }

    @Test
    void aPictureIsShownInThePageAndIsInAnOriginOfItsOwn() {
        try (BrowserContext context = chromium.context(1366, true)) {
            Page page = Chromium.signedIn(context, house.console(), "reader-1");
            page.navigate(house.console() + "/reads/" + read);

            assertThat(page.evaluate("document.querySelector('.still img').naturalWidth > 0"))
                    .isEqualTo(true);
            APIResponse picture = get(page, "/reads/" + read + "/media/1");
            assertThat(picture.body()).isEqualTo(ConsoleHouse.PICTURE);
            assertThat(picture.headers())
                    .containsEntry("content-type", "image/png")
                    .containsEntry("content-disposition", "inline; filename=\"" + read + "-1.png\"")
                    .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("cross-origin-resource-policy", "same-origin")
                    .containsEntry("cache-control", "no-store, private");
            APIResponse loop = get(page, "/reads/" + read + "/media/2");
            assertThat(loop.body()).isEqualTo(SmallDicom.of(1, 30));
            assertThat(loop.headers())
                    .containsEntry("content-type", "application/dicom")
                    .containsEntry("content-disposition", "attachment; filename=\"" + read + "-2.dcm\"")
                    .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
            page.navigate(house.console() + "/reads/" + read + "/media/1");
            assertThat(page.evaluate("self.origin"))
                    .as("a file that is opened by itself")
                    .isEqualTo("null");
        }
    }

    @Test
    void nobodyElseGetsIt() {
        try (BrowserContext context = chromium.context(1366, true)) {
            Page other = Chromium.signedIn(context, house.console(), "reader-2");
            assertThat(get(other, "/reads/" + read + "/media/1").status()).isEqualTo(404);
            assertThat(get(other, "/reads/" + read + "/media/1").text()).contains("<h1>", "no such read");
        }
        try (BrowserContext context = chromium.context(1366, true)) {
            Page monitor = Chromium.signedIn(context, house.console(), "monitor");
            assertThat(get(monitor, "/reads/" + read + "/media/1").status()).isEqualTo(403);
        }
    }

    @Test
    void bundlesComeToThoseWhoMayHaveThem() {
        try (BrowserContext context = chromium.context(1366, true)) {
            Page inspector = Chromium.signedIn(context, house.console(), "inspector");
            for (String path : new String[] {"/record/bundle", "/record/bundle/redacted"}) {
                APIResponse bundle = get(inspector, path);
                assertThat(bundle.status()).as(path).isEqualTo(200);
                assertThat(bundle.headers()).containsEntry("content-type", "application/zip");
                assertThat(bundle.headers().get("content-disposition")).startsWith("attachment; filename=");
                assertThat(new String(Arrays.copyOf(bundle.body(), 2), StandardCharsets.US_ASCII))
                        .isEqualTo("PK");
            }
            assertThat(get(inspector, "/record/checkpoint").text()).contains("HOT-CRT");
        }
        try (BrowserContext context = chromium.context(1366, true)) {
            Page monitor = Chromium.signedIn(context, house.console(), "monitor");
            monitor.navigate(house.console() + "/record");
            assertThat(monitor.locator("main").textContent())
                    .contains("Download the redacted bundle")
                    .doesNotContain("Download the bundle");
            assertThat(get(monitor, "/record/bundle").status()).isEqualTo(403);
            assertThat(get(monitor, "/record/bundle/redacted").status()).isEqualTo(200);
        }
    }
}
