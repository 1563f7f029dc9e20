package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trialbook.protocol.authoring.ProtocolCheck;
import org.trialbook.protocol.authoring.ProtocolFinding;

/// A protocol's words in several languages. Its codes are the same in each.
class ProtocolLabelsTest {

    private static final String YAML = file();
    private static final String GERMAN = YAML.replace("\nassumptions:\n", """

            translations:
              de:
                forms/ecg: EKG im Zentrum
                forms/ecg/items/heart-rate: Herzfrequenz
                forms/ecg/items/rhythm/choices/sinus: Sinusrhythmus
                visits/month-3: Drei Monate
                withdrawal-reasons/death: Tod

            assumptions:
            """);

    private static Protocol read(String yaml) {
        return ProtocolFile.read("hot-crt.yaml", yaml);
    }

    private static List<ProtocolFinding> findings(String was, String becomes) {
        assertThat(GERMAN).contains(was);
        return ProtocolCheck.of(GERMAN.replace(was, becomes)).findings();
    }

    @Test
    void eachPlaceHasItsWords() {
        assertThat(ProtocolLabels.of(read(YAML)))
                .containsEntry("forms/ecg", "Electrocardiogram at the site")
                .containsEntry("forms/ecg/items/heart-rate", "Heart rate")
                .containsEntry("forms/ecg/items/rhythm/choices/sinus", "Sinus rhythm")
                .containsEntry("eligibility/items/age", "Age")
                .containsKey("eligibility/criteria/indication")
                .containsKey("visits/month-3")
                .containsKey("withdrawal-reasons/death")
                .containsKey("reads/ecg/items/qrs-duration");
    }

    @Test
    void whatIsTranslatedIsSaidInTheLanguageAndTheRestInTheProtocols() {
        Protocol own = read(GERMAN);
        Protocol german = ProtocolLabels.in(own, "de");

        Form ecg = german.form("ecg").orElseThrow();
        assertThat(ecg.label()).isEqualTo("EKG im Zentrum");
        assertThat(ecg.item("heart-rate").orElseThrow().label()).isEqualTo("Herzfrequenz");
        assertThat(ecg.item("qrs-duration").orElseThrow().label())
                .isEqualTo(own.form("ecg")
                        .orElseThrow()
                        .item("qrs-duration")
                        .orElseThrow()
                        .label());
        assertThat(german.withdrawalReasons()).contains(new Protocol.CodeListItem("death", "Tod"));
        assertThat(german.visit("month-3").orElseThrow().label()).isEqualTo("Drei Monate");
    }

    /// Nothing that is recorded, sealed or computed depends on the language.
    @Test
    void nothingButWordsDiffers() {
        Protocol own = read(GERMAN);
        Protocol german = ProtocolLabels.in(own, "de");

        assertThat(ProtocolLabels.of(german).keySet())
                .containsExactlyElementsOf(ProtocolLabels.of(own).keySet());
        assertThat(german.plan().allocatesAs(own.plan())).isTrue();
        assertThat(Seals.NONE.and(german).forms().keySet())
                .isEqualTo(Seals.NONE.and(own).forms().keySet());
        assertThat(ProtocolLabels.with(german, ProtocolLabels.of(own))).isEqualTo(own);
    }

    @Test
    void anotherLanguageIsTheProtocolsOwn() {
        Protocol own = read(GERMAN);

        assertThat(ProtocolLabels.in(own, "fr")).isSameAs(own);
        assertThat(own.language()).isEqualTo("en");
    }

    @Test
    void whatIsMissingIsNoMistakeAndIsTold() {
        assertThat(ProtocolCheck.of(GERMAN).findings()).isEmpty();
        assertThat(ProtocolLabels.missing(read(GERMAN)).get("de"))
                .contains("forms/ecg/items/qrs-duration")
                .doesNotContain("forms/ecg/items/heart-rate");
        assertThat(ProtocolLabels.missing(read(YAML))).isEmpty();
    }

    @Test
    void aTranslationIsOfWordsThatThereAreAndToALanguage() {
        assertThat(findings("forms/ecg/items/heart-rate:", "forms/ecg/items/hart-rate:"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("nothing-to-translate");
                    assertThat(finding.detail()).contains("did you mean 'forms/ecg/items/heart-rate'?");
                });
        assertThat(findings("\n  de:\n", "\n  german:\n"))
                .extracting(ProtocolFinding::rule)
                .containsExactly("language");
        assertThat(findings("\n  de:\n", "\n  en:\n"))
                .extracting(ProtocolFinding::rule)
                .containsExactly("own-language");
        assertThat(findings("Herzfrequenz", "\" \""))
                .extracting(ProtocolFinding::path)
                .containsOnly("translations.de.forms/ecg/items/heart-rate");
    }

    private static String file() {
        try {
            return Files.readString(Path.of("../protocols/hot-crt.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
