package org.trialbook.trial.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.trialbook.casebook.DictionaryTerms;
import org.trialbook.casebook.DictionaryTerms.Term;
import org.trialbook.casebook.LoadedDictionaries;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.CodingDictionary;
import org.trialbook.protocol.EditChecks.Problem;
import org.trialbook.protocol.Item;

/// Codes answers in the dictionaries that are loaded. While none of its terms are, words are recorded, and
/// coded later by a correction.
public final class Coding {
    private static final int SHOWN = 3;

    private Coding() {}

    /// What is no code of the item's dictionary, with what may have been meant.
    public static List<Problem> problems(
            List<Item> items, Map<String, ItemValue> answers, LoadedDictionaries dictionaries) {
        List<Problem> problems = new ArrayList<>();
        for (Item item : items) {
            ItemValue answer = answers.get(item.code());
            CodingDictionary dictionary = item.dictionary();
            if (answer == null || answer.lacksValue()) {
                continue;
            }
            if (answer.term() != null) {
                problems.add(new Problem(item.code(), "not-sent", "a code, without what it means"));
            } else if (dictionary != null) {
                dictionaries
                        .terms(dictionary)
                        .filter(terms -> terms.find(answer.value()).isEmpty())
                        .ifPresent(terms ->
                                problems.add(new Problem(item.code(), "not-a-term", near(dictionary, terms, answer))));
            }
        }
        return problems;
    }

    private static String near(CodingDictionary dictionary, DictionaryTerms terms, ItemValue answer) {
        List<Term> near = terms.near(answer.value(), SHOWN);
        return "a code of " + dictionary
                + (near.isEmpty()
                        ? ""
                        : near.stream()
                                .map(term -> term.code() + " (" + term.term() + ")")
                                .collect(Collectors.joining(", ", ", such as ", "")));
    }

    /// The answer with what its code means; as it is where it has none, or is not coded yet.
    public static ItemValue coded(Item item, ItemValue answer, LoadedDictionaries dictionaries) {
        CodingDictionary dictionary = item.dictionary();
        return dictionary == null || answer.lacksValue()
                ? answer
                : dictionaries
                        .terms(dictionary)
                        .flatMap(terms -> terms.find(answer.value()))
                        .map(term -> ItemValue.coded(term.code(), term.term()))
                        .orElse(answer);
    }
}
