package org.trialbook.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trialbook.protocol.ProtocolFile;

/// The simulation knows no form, item, visit, arm or choice by its code: protocols have other ones.
class NoCodeOfATrialTest {

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    /// Words that are looked for in labels, members of answers, and what streams of draws are called, which are
    /// codes of a shipped protocol as well.
    private static final Set<String> WORDS = Set.of(
            "I",
            "II",
            "III",
            "IV",
            "paced",
            "sinus",
            "haematoma",
            "death",
            "mosteller",
            "biventricular",
            "events",
            "status",
            "baseline",
            "implant");

    private static Set<String> codes() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("..", "protocols"))) {
            for (Path file : files.toList()) {
                String yaml = Files.readString(file);
                codes.addAll(RenamedCodes.in(yaml));
                codes.add(ProtocolFile.read("protocol", yaml).study().value());
            }
        }
        codes.removeAll(WORDS);
        return codes;
    }

    private static List<String> codesIn(String source, Set<String> codes) {
        List<String> found = new ArrayList<>();
        Matcher text = TEXT.matcher(source);
        while (text.find()) {
            if (codes.contains(text.group(1))) {
                found.add(text.group(1));
            }
        }
        return found;
    }

    @Test
    void noLineOfMainCodeHasOne() throws IOException {
        Set<String> codes = codes();
        assertThat(codes).hasSizeGreaterThan(150).contains("echo", "lvedv", "month-6", "CSP", "HOT-CRT");
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            sources = files.filter(Files::isRegularFile).toList();
        }
        assertThat(sources).hasSizeGreaterThan(30);
        List<String> found = new ArrayList<>();
        for (Path source : sources) {
            codesIn(Files.readString(source), codes).forEach(code -> found.add(source.getFileName() + ": " + code));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void aLineThatHasOneIsFound() throws IOException {
        assertThat(codesIn("case \"echo\" -> echo(\"a \\\"word\\\"\", \"month-6\");", codes()))
                .containsExactly("echo", "month-6");
    }
}
