package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every name and text of a protocol says something.
class TextRulesTest {

    private static final String SILENT = "\"\u200b\"";

    private static String hotCrt() throws IOException {
        return Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
    }

    static Stream<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "protocols"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedProtocolSaysSomethingEverywhere(Path file) throws IOException {
        assertThat(TextRules.check(ProtocolFile.read("p", Files.readString(file))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: \"1\"",
                "label: Two weeks",
                "label: Electrocardiogram at the site",
                "label: Heart rate",
                "label: Non-ischaemic"
            })
    void aTextThatSaysNothingIsNamedWithItsPlace(String text) throws IOException {
        String member = text.substring(0, text.indexOf(':') + 1);
        String yaml = hotCrt().replaceFirst(text, member + " " + SILENT);

        assertThat(TextRules.check(ProtocolFile.read("p", yaml)))
                .as("a record that holds one is still read")
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.rule()).isEqualTo("says-nothing");
                    assertThat(problem.path()).endsWith(member.substring(0, member.length() - 1));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u00a0", "---", "", " \t", "\u202e", "\u2060", "\ufeff", "…"})
    void saysNothing(String text) {
        assertThat(FreeText.says(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "é", "ß", "東", "ק", "\u202eabc", "𝟙", "- x -"})
    void saysSomething(String text) {
        assertThat(FreeText.says(text)).isTrue();
    }

    @Test
    void aUnitMayBeASign() throws IOException {
        assertThat(hotCrt()).contains("unit: \"%\"");
    }
}
