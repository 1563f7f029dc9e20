package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.rules.SharedReasons;

/// No sentence points nowhere: an act that one names exists, and one that says that something may be put right says by
/// which act.
class SentencesNameWhatThereIsTest {

    private static final Set<String> ACTS =
            DeclaredActs.all().stream().map(Act::name).collect(Collectors.toSet());

    private static final Set<String> VERBS =
            ACTS.stream().map(act -> act.split("-")[0]).collect(Collectors.toSet());

    private static final Pattern HYPHENATED = Pattern.compile("[a-z]+(?:-[a-z]+)+");

    private static final Set<String> NO_ACTS = Set.of("sign-in", "sign-out", "sign-outs");

    /// Words by which a sentence promises that there is a way.
    private static final Pattern PROMISE = Pattern.compile("wrong|(may|can) be corrected|put right");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @Test
    void everyRefusalThatPromisesAWayNamesTheAct() {
        List<String> sentences = refusals();

        assertThat(sentences).hasSizeGreaterThan(50);
        assertThat(sentences.stream()
                        .filter(sentence -> PROMISE.matcher(sentence).find())
                        .filter(sentence -> ACTS.stream().noneMatch(sentence::contains)))
                .isEmpty();
        assertThat(sentences.stream().flatMap(SentencesNameWhatThereIsTest::unknownActs))
                .isEmpty();
    }

    /// Also what other modules say, such as problems and pages.
    @Test
    void everyActNamedInASentenceOfTheProductExists() throws IOException {
        List<String> unknown = new ArrayList<>();
        for (String module : List.of("access", "command-side", "query-side", "shared-events")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    LITERAL.matcher(Files.readString(file))
                            .results()
                            .map(literal -> literal.group(1))
                            .filter(text -> text.contains(" "))
                            .flatMap(SentencesNameWhatThereIsTest::unknownActs)
                            .forEach(name -> unknown.add(file.getFileName() + ": " + name));
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void aSentenceThatNamesNoActThereIsIsFound() {
        assertThat(unknownActs("It is corrected by correct-anything.")).containsExactly("correct-anything");
        assertThat(unknownActs("A double-blind trial, by correct-value.")).isEmpty();
    }

    /// Words of the form of an act's name, such as `correct-answer`, that are none.
    private static Stream<String> unknownActs(String sentence) {
        return HYPHENATED
                .matcher(sentence)
                .results()
                .map(found -> found.group())
                .filter(word -> VERBS.contains(word.split("-")[0]) && !ACTS.contains(word) && !NO_ACTS.contains(word));
    }

    private static List<String> refusals() {
        Stream<String> sentences = Reasons.declared().stream().map(Reason::rule);
        return Stream.concat(
                        sentences,
                        Stream.of(SharedReasons.alreadyRecorded("something", "correct-value")
                                .rule()))
                .toList();
    }
}
