package org.trialbook.view.dictionary;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.casebook.DictionaryTerms;
import org.trialbook.casebook.DictionaryTerms.Term;
import org.trialbook.casebook.LoadedDictionaries;
import org.trialbook.event.DictionaryEvent.DictionaryLoaded;
import org.trialbook.event.EventTypes;
import org.trialbook.event.TextMissingException;
import org.trialbook.protocol.CodingDictionary;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.PageRequest;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// The dictionaries that are loaded, and of those that `dictionary` and `version` name, or of all, the terms that have
/// every one of the `words`, the shortest first.
public final class DictionariesQuestion extends Question<QuestionAnswer> {
    private static final Set<String> LOADED =
            Set.of(EventTypes.nameOf(DictionaryLoaded.class).qualified());
    private static final int SHOWN = 20;

    public DictionariesQuestion() {
        super(
                QuestionPermission.of("dictionaries").and(SITE_STAFF).and(OVERSIGHT),
                "/dictionaries",
                List.of("dictionary", "version", "words", "limit"));
    }

    /// @param terms those that were asked for; none where no words are said
    record DictionariesAnswer(List<Dictionary> dictionaries, List<Found> terms) {}

    /// @param files the SHA-256 of each file that was loaded
    /// @param terms how many it has; 0 where its files are not at hand, as where a bundle is read
    record Dictionary(String dictionary, String version, List<String> files, int terms) {}

    record Found(String dictionary, String version, Term term) {}

    @Override
    public boolean ofRecordAlone() {
        return true;
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        int limit = PageRequest.limit(parameters.text("limit"), SHOWN);
        LoadedDictionaries loaded = LoadedDictionaries.NONE;
        for (long position : parameters.record().ofTypes(LOADED, 0, snapshot.size())) {
            loaded = loaded.after(
                    parameters.record().event(position).orElseThrow().event());
        }
        List<Dictionary> dictionaries = new ArrayList<>();
        List<Found> found = new ArrayList<>();
        for (var each : loaded.files().entrySet()) {
            CodingDictionary dictionary = each.getKey();
            if (!asked(parameters.text("dictionary"), dictionary.name())
                    || !asked(parameters.text("version"), dictionary.version())) {
                continue;
            }
            Optional<DictionaryTerms> terms = terms(loaded, dictionary);
            dictionaries.add(new Dictionary(
                    dictionary.name(),
                    dictionary.version(),
                    each.getValue(),
                    terms.map(DictionaryTerms::size).orElse(0)));
            String words = parameters.text("words");
            if (words != null) {
                terms.ifPresent(all -> all.search(words, limit - found.size())
                        .forEach(term -> found.add(new Found(dictionary.name(), dictionary.version(), term))));
            }
        }
        return QuestionAnswer.whole(new DictionariesAnswer(dictionaries, found));
    }

    private static boolean asked(@Nullable String parameter, String name) {
        return parameter == null || parameter.equals(name);
    }

    /// Whoever reads a bundle has no dictionary: what answers were coded as stands in them.
    private static Optional<DictionaryTerms> terms(LoadedDictionaries loaded, CodingDictionary dictionary) {
        try {
            return loaded.terms(dictionary);
        } catch (TextMissingException e) {
            return Optional.empty();
        }
    }
}
