package org.trialbook.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// Whether translations are of languages, and of words that the protocol has. Asked of a protocol that is to be
/// published. What is not translated is no mistake: it is shown in the protocol's own language.
public final class TranslationRules {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?");

    private TranslationRules() {}

    public static List<Problem> check(Protocol protocol) {
        List<Problem> problems = new ArrayList<>();
        if (!LANGUAGE.matcher(protocol.language()).matches()) {
            problems.add(notALanguage("language", protocol.language()));
        }
        Set<String> places = ProtocolLabels.of(protocol).keySet();
        protocol.translations().forEach((language, words) -> {
            String at = "translations." + language;
            if (!LANGUAGE.matcher(language).matches()) {
                problems.add(notALanguage(at, language));
            } else if (language.equals(protocol.language())) {
                problems.add(new Problem(at, "own-language", "the protocol is written in '%s'".formatted(language)));
            }
            words.keySet().stream()
                    .filter(place -> !places.contains(place))
                    .forEach(place -> problems.add(new Problem(
                            at + "." + place,
                            "nothing-to-translate",
                            "the protocol has no words at '%s'%s".formatted(place, NearestName.hint(place, places)))));
        });
        return problems;
    }

    private static Problem notALanguage(String at, String language) {
        return new Problem(at, "language", "'%s' is no language such as de or pt-BR".formatted(language));
    }
}
