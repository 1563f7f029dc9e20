package org.trialbook.media.aecg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.media.CorpusFile;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.Media;
import org.trialbook.media.MediaCleaner.Cleaned;
import org.trialbook.media.SiteSecret;

/// What the corpus does not show: files cut short, what a refusal says, files written anew.
class AnnotatedEcgFormatTest {

    private static final SiteSecret SECRET = new SiteSecret(new byte[32]);

    private static final String CART = """
            <AnnotatedECG%s xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
              <id root="1.2.3" extension="4711"/>
              <code code="93000" codeSystem="2.16.840.1.113883.6.12" displayName="Erika"/>
              <effectiveTime><low value="20260302101500"/></effectiveTime>
              <component><series>
                <code code="RHYTHM" codeSystem="2.16.840.1.113883.5.4"/>
                <component><sequenceSet>
                  <component><sequence>
                    <code code="TIME_ABSOLUTE" codeSystem="2.16.840.1.113883.5.4"/>
                    <value xsi:type="GLIST_TS"><head value="20260302101500.250"/><increment value="0.002" unit="s"/></value>
                  </sequence></component>
                  <component><sequence>
                    <code code="MDC_ECG_LEAD_II" codeSystem="2.16.840.1.113883.6.24"/>
                    <value xsi:type="SLIST_PQ"><origin value="0" unit="uV"/><scale value="2.5" unit="uV"/>
                      <digits>-2 -2 -3
            -4 -9</digits></value>
                  </sequence></component>
                </sequenceSet></component>
                <subjectOf><annotationSet><component><annotation>
                  <code code="MDC_ECG_INTERPRETATION_COMMENT" codeSystem="2.16.840.1.113883.6.24"/>
                  <value xsi:type="ST">Erika Muster, BVP</value>
                  <support><supportingROI><component><boundary>
                    <code code="TIME_ABSOLUTE" codeSystem="2.16.840.1.113883.5.4"/>
                    <value xsi:type="IVL_TS"><low value="20260302101501.000"/></value>
                  </boundary></component></supportingROI></support>
                </annotation></component></annotationSet></subjectOf>
              </series></component>
              <vendor>4711</vendor>
            </AnnotatedECG>
            """;

    @TempDir
    Path directory;

    @Test
    void anEcgIsWholeOrMalformed() throws IOException {
        byte[] ecg = new String(Media.aecg(""), StandardCharsets.UTF_8)
                .stripTrailing()
                .getBytes(StandardCharsets.UTF_8);
        for (int length = 200; length < ecg.length; length += 11) {
            Path file = Files.write(directory.resolve("file"), Arrays.copyOf(ecg, length));
            assertThat(CorpusFile.verdict(file)).as("%d bytes", length).isEqualTo("malformed");
        }
    }

    @Test
    void whatIsNearlyAnEcgIsToldWhy() throws IOException {
        AnnotatedEcgFormat format = new AnnotatedEcgFormat();
        Path file = directory.resolve("file");

        Files.writeString(file, CART.formatted(""));
        assertThat(format.nearly(file)).get().asString().contains("namespace");
        Files.writeString(file, CART.formatted(" xmlns=\"urn:hl7-org:v3\""), StandardCharsets.UTF_16);
        assertThat(format.nearly(file)).get().asString().contains("UTF-8");
        Files.writeString(file, "<html/>");
        assertThat(format.nearly(file)).isEmpty();
    }

    @Test
    void writtenAnewItHasTheSameSamplesAndTimesFromItsBeginning() throws Exception {
        for (boolean wide : new boolean[] {false, true}) {
            for (String namespace : new String[] {"", " xmlns=\"urn:hl7-org:v3\""}) {
                Path file = directory.resolve("original");
                Files.writeString(
                        file, CART.formatted(namespace), wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
                Path clean = directory.resolve("clean-%s-%d".formatted(wide, namespace.length()));

                Cleaned cleaned = new AnnotatedEcgCleaner().clean(file, clean, SECRET);

                assertThat(CorpusFile.verdict(clean)).isEqualTo("taken");
                assertThat(Files.readString(clean))
                        .contains("-2 -2 -3\n-4 -9", "TIME_RELATIVE", "<head value=\"0\" unit=\"s\">")
                        .contains("<low value=\"0.75\" unit=\"s\">")
                        .doesNotContain("Erika")
                        .doesNotContain("4711")
                        .doesNotContain("2026");
                assertThat(cleaned.removed())
                        .contains(
                                "identifier, replaced: AnnotatedECG/id",
                                "displayName of AnnotatedECG/code",
                                "value of effectiveTime/low",
                                "date, as seconds from the beginning: value/head",
                                "text in annotation/value",
                                "AnnotatedECG/an element of its own");
            }
        }
    }

    @Test
    void theSameIdentifierIsReplacedAlikeUnderTheSameSecretOnly() throws Exception {
        byte[] other = new byte[32];
        other[0] = 1;
        Path file = directory.resolve("original");
        Files.writeString(file, CART.formatted(""));
        new AnnotatedEcgCleaner().clean(file, directory.resolve("one"), SECRET);
        new AnnotatedEcgCleaner().clean(file, directory.resolve("two"), SECRET);
        new AnnotatedEcgCleaner().clean(file, directory.resolve("three"), new SiteSecret(other));

        assertThat(directory.resolve("two")).hasSameBinaryContentAs(directory.resolve("one"));
        assertThat(Files.mismatch(directory.resolve("one"), directory.resolve("three")))
                .isPositive();
    }

    @Test
    void whateverCanBeWrittenAnewIsTakenAfterwards() throws Exception {
        int cleaned = 0;
        for (CorpusFile each : EcgCorpus.files()) {
            Path file = Files.write(directory.resolve("file"), each.bytes());
            Path clean = directory.resolve("clean" + cleaned);
            try {
                new AnnotatedEcgCleaner().clean(file, clean, SECRET);
            } catch (MalformedMediaException e) {
                Files.deleteIfExists(clean);
                continue;
            }
            assertThat(CorpusFile.verdict(clean)).as(each.name()).isEqualTo("taken");
            cleaned++;
        }
        assertThat(cleaned).isGreaterThan(45);
    }
}
