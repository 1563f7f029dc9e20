package org.trialbook.media.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Array;
import org.trialbook.media.pdf.PdfObject.Bool;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Name;
import org.trialbook.media.pdf.PdfObject.Num;
import org.trialbook.media.pdf.PdfObject.Ref;
import org.trialbook.media.pdf.PdfObject.Text;
import org.trialbook.media.pdf.PdfObject.Word;

/// Tokens as objects.
final class PdfParser {

    private static final int DEEPEST = 32;

    private final PdfLexer lexer;
    private final PdfBudget budget;
    private int depth;
    private String stop = "";

    PdfParser(PdfLexer lexer, PdfBudget budget) {
        this.lexer = lexer;
        this.budget = budget;
    }

    PdfLexer lexer() {
        return lexer;
    }

    /// The word that ended the last list of objects.
    String stop() {
        return stop;
    }

    /// The objects before the first of these words.
    List<PdfObject> until(Set<String> stops) throws IOException, MalformedMediaException {
        depth++;
        if (depth > DEEPEST) {
            throw new MalformedMediaException("it is nested too deeply");
        }
        List<PdfObject> objects = new ArrayList<>();
        while (true) {
            PdfObject token = lexer.next();
            if (token == null) {
                throw new MalformedMediaException("the file ends within an object");
            }
            if (token instanceof Word word && stops.contains(word.word())) {
                depth--;
                stop = word.word();
                return objects;
            }
            kept(token);
            add(objects, token);
        }
    }

    /// Counts what is kept in memory.
    void kept(PdfObject token) throws MalformedMediaException {
        budget.value();
        if (token instanceof Text text) {
            budget.text(text.bytes().length());
        } else if (token instanceof Name name) {
            budget.text(name.value().length());
        }
    }

    /// Adds an object that begins with the token; a reference takes the place of its two numbers.
    private void add(List<PdfObject> objects, PdfObject token) throws IOException, MalformedMediaException {
        if (!(token instanceof Word word)) {
            objects.add(token);
        } else if (word.is("R")) {
            if (objects.size() < 2
                    || !(objects.removeLast() instanceof Num generation)
                    || !(objects.removeLast() instanceof Num number)
                    || !number.upTo(Integer.MAX_VALUE)
                    || !generation.upTo(65_535)) {
                throw new MalformedMediaException("a reference in it is none");
            }
            objects.add(new Ref((int) number.value(), (int) generation.value()));
        } else {
            objects.add(simple(word));
        }
    }

    /// What begins with a word: an array, a dictionary, a truth value or nothing.
    PdfObject simple(Word word) throws IOException, MalformedMediaException {
        return switch (word.word()) {
            case "[" -> new Array(List.copyOf(until(Set.of("]"))));
            case "<<" -> dictionary(until(Set.of(">>")));
            case "true" -> new Bool(true);
            case "false" -> new Bool(false);
            case "null" -> PdfObject.NOTHING;
            default -> throw new MalformedMediaException("a word stands where an object should");
        };
    }

    static Dict dictionary(List<PdfObject> keysAndValues) throws MalformedMediaException {
        Map<String, PdfObject> entries = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            if (i + 1 == keysAndValues.size() || !(keysAndValues.get(i) instanceof Name key)) {
                throw new MalformedMediaException("a dictionary in it is none");
            }
            // Which of two counts, programs disagree about: the other one is a hiding place.
            if (entries.put(key.value(), keysAndValues.get(i + 1)) != null) {
                throw new MalformedMediaException("an entry stands twice in a dictionary");
            }
        }
        return new Dict(entries);
    }

    /// The next token as a whole number.
    long whole(long most) throws IOException, MalformedMediaException {
        @Nullable PdfObject token = lexer.next();
        if (token instanceof Num number && number.upTo(most)) {
            return (long) number.value();
        }
        throw new MalformedMediaException("a number is missing in it");
    }

    void expect(String word) throws IOException, MalformedMediaException {
        if (!(lexer.next() instanceof Word found && found.is(word))) {
            throw new MalformedMediaException("a word is missing in it: " + word);
        }
    }
}
