package org.trialbook.casebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.NearestName;
import org.trialbook.protocol.authoring.CsvText;

/// The terms of a dictionary's file: `code,term` or `code,term,parent`, a line each, under that heading.
public final class DictionaryTerms {
    /// What an answer holds of one, in characters.
    public static final int LONGEST_CODE = 40;

    public static final int LONGEST_TERM = 160;

    private static final List<String> HEADING = List.of("code", "term", "parent");
    /// Shorter words are in every term.
    private static final int SAYS_SOMETHING = 3;

    /// @param parent the code of what it belongs to; null where the file says none
    public record Term(String code, String term, @Nullable String parent) {}

    /// The line of the file from which on it cannot be read, the heading being 1.
    public static final class UnreadableException extends Exception {
        private final int line;

        UnreadableException(int line, String why) {
            super(why);
            this.line = line;
        }

        public int line() {
            return line;
        }
    }

    private final Map<String, Term> terms;

    private DictionaryTerms(Map<String, Term> terms) {
        this.terms = terms;
    }

    /// @throws UnreadableException for what is no such file, and of a code that stands twice
    public static DictionaryTerms read(String csv) throws UnreadableException {
        List<List<String>> rows = CsvText.read(csv);
        if (rows.size() < 2
                || rows.getFirst().size() < 2
                || !HEADING.subList(0, rows.getFirst().size()).equals(rows.getFirst())) {
            throw new UnreadableException(1, "the heading is code,term or code,term,parent, and terms follow it");
        }
        Map<String, Term> terms = new LinkedHashMap<>();
        for (int i = 1; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            if (row.size() != rows.getFirst().size()) {
                throw new UnreadableException(i + 1, "it has as many fields as the heading");
            }
            Term term = new Term(
                    row.get(0), row.get(1), row.size() > 2 && !row.get(2).isEmpty() ? row.get(2) : null);
            if (!says(term.code(), LONGEST_CODE) || !says(term.term(), LONGEST_TERM)) {
                throw new UnreadableException(
                        i + 1,
                        "a code has 1 to %d characters, a term 1 to %d, and no control characters"
                                .formatted(LONGEST_CODE, LONGEST_TERM));
            }
            if (terms.putIfAbsent(term.code(), term) != null) {
                throw new UnreadableException(i + 1, "the code %s stands here a second time".formatted(term.code()));
            }
        }
        return new DictionaryTerms(terms);
    }

    /// Those of several files together; where two have a code, the first says its term.
    static DictionaryTerms together(List<DictionaryTerms> files) {
        if (files.size() == 1) {
            return files.getFirst();
        }
        Map<String, Term> all = new LinkedHashMap<>();
        files.forEach(file -> file.terms.forEach(all::putIfAbsent));
        return new DictionaryTerms(all);
    }

    private static boolean says(String text, int longest) {
        return !text.isBlank()
                && text.length() <= longest
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    public int size() {
        return terms.size();
    }

    public Stream<Term> all() {
        return terms.values().stream();
    }

    public Optional<Term> find(String code) {
        return Optional.ofNullable(terms.get(code));
    }

    /// Those that have every word, or the beginning of one, the shortest first; or the one with that code.
    public List<Term> search(String words, int most) {
        List<String> asked = words(words).toList();
        Stream<Term> found = asked.isEmpty()
                ? Stream.empty()
                : terms.values().stream()
                        .filter(term -> asked.stream()
                                .allMatch(word -> words(term.term()).anyMatch(each -> each.startsWith(word))));
        return Stream.concat(find(words.strip()).stream(), found.sorted(SHORTEST))
                .distinct()
                .limit(most)
                .toList();
    }

    /// Those that somebody may have meant: by a word of the term, or by a code that was mistyped.
    public List<Term> near(String answer, int most) {
        List<String> asked =
                words(answer).filter(word -> word.length() >= SAYS_SOMETHING).toList();
        List<Term> near = new ArrayList<>();
        terms.values().stream()
                .filter(term -> shared(asked, term) > 0)
                .sorted(Comparator.comparingLong((Term term) -> -shared(asked, term))
                        .thenComparing(SHORTEST))
                .limit(most)
                .forEach(near::add);
        if (near.isEmpty()) {
            NearestName.to(answer, terms.keySet()).flatMap(this::find).ifPresent(near::add);
        }
        return near;
    }

    private static final Comparator<Term> SHORTEST =
            Comparator.comparingInt((Term term) -> term.term().length()).thenComparing(Term::term);

    private static long shared(List<String> asked, Term term) {
        return words(term.term()).filter(asked::contains).count();
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{Nd}]+"))
                .filter(word -> !word.isEmpty());
    }
}
