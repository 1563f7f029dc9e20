package org.trialbook.media.pdf;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Array;
import org.trialbook.media.pdf.PdfObject.Bool;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Name;
import org.trialbook.media.pdf.PdfObject.Num;
import org.trialbook.media.pdf.PdfObject.Ref;
import org.trialbook.media.pdf.PdfObject.Stream;
import org.trialbook.media.pdf.PdfObject.Text;

/// What an object of a kind may say: its entries, each with what may stand there, and its content where it is a stream.
/// What is not on the list is named.
final class PdfKind {

    /// Whether a value is one that may stand there.
    interface Rule {
        boolean holds(PdfWalk walk, PdfObject value) throws IOException, MalformedMediaException;
    }

    /// Looks at a stream's content.
    interface Content {
        void look(PdfWalk walk, Stream stream) throws IOException, MalformedMediaException;
    }

    static final Rule NUMBER = (walk, value) -> walk.resolved(value) instanceof Num;
    static final Rule BOOLEAN = (walk, value) -> walk.resolved(value) instanceof Bool;
    /// What counts something; larger numbers would be numbers of something else.
    static final Rule COUNT = (walk, value) -> walk.resolved(value) instanceof Num number && number.upTo(1_000_000);
    static final Rule BYTES =
            (walk, value) -> walk.resolved(value) instanceof Num number && number.upTo(Integer.MAX_VALUE);
    static final Rule REFERENCE = (walk, value) -> value instanceof Ref && walk.resolved(value) instanceof Dict;
    static final Rule NUMBERS = each(NUMBER);
    static final Rule RECTANGLE = (walk, value) ->
            NUMBERS.holds(walk, value) && ((Array) walk.resolved(value)).items().size() == 4;

    /// What a program calls a font, a picture or the like on a page: `F1`, `Im0`, `f-0-0`, `R7`. It is no word.
    private static final Pattern LABEL = Pattern.compile(
            "([A-Za-z]{1,2}|Im|Img|Image|Font|Fnt|Form|Xf|Pat|Shd|Def|Meta)?[-_]?[0-9]{0,5}([-_][0-9]{1,4}){0,2}");

    /// As for a name: a pattern is not asked about what is longer than anything that it could mean.
    private static final int LONGEST_NAME = 128;

    private final String name;
    private final Map<String, Rule> entries = new HashMap<>();
    private final @Nullable Content content;

    private PdfKind(String name, @Nullable Content content) {
        this.name = name;
        this.content = content;
    }

    /// A dictionary.
    ///
    /// @param name as in "an entry of its own in the page"
    static PdfKind of(String name) {
        return new PdfKind(name, null);
    }

    /// A stream.
    static PdfKind of(String name, Content content) {
        return new PdfKind(name, content)
                .with(BYTES, "Length")
                .with(any(names("FlateDecode"), each(names("FlateDecode"))), "Filter")
                .with(any(PARAMETERS, each(PARAMETERS)), "DecodeParms");
    }

    private static final Rule PARAMETERS = (walk, value) -> walk.look(Parameters.OF_FLATE, value);

    private static final class Parameters {
        static final PdfKind OF_FLATE =
                of("how a stream is packed").with(COUNT, "Predictor", "Colors", "BitsPerComponent", "Columns");
    }

    PdfKind with(Rule rule, String... keys) {
        for (String key : keys) {
            entries.put(key, rule);
        }
        return this;
    }

    String name() {
        return name;
    }

    @Nullable
    Rule entry(String key) {
        return entries.get(key);
    }

    @Nullable
    Content content() {
        return content;
    }

    // ---- rules

    static Rule names(String... allowed) {
        Set<String> names = Set.of(allowed);
        return (walk, value) -> walk.resolved(value) instanceof Name found && names.contains(found.value());
    }

    static Rule name(Pattern form) {
        return (walk, value) -> walk.resolved(value) instanceof Name found
                && form.matcher(found.value()).matches();
    }

    static Rule text(Pattern form) {
        return (walk, value) -> walk.resolved(value) instanceof Text found
                && found.bytes().length() <= LONGEST_NAME
                && form.matcher(found.bytes()).matches();
    }

    static Rule any(Rule... rules) {
        return (walk, value) -> {
            for (Rule rule : rules) {
                if (rule.holds(walk, value)) {
                    return true;
                }
            }
            return false;
        };
    }

    static Rule each(Rule rule) {
        return (walk, value) -> {
            if (!(walk.resolved(value) instanceof Array array)) {
                return false;
            }
            for (PdfObject item : array.items()) {
                walk.step();
                if (!rule.holds(walk, item)) {
                    return false;
                }
            }
            return true;
        };
    }

    static Rule kind(PdfKind kind) {
        return (walk, value) -> walk.look(kind, value);
    }

    /// A dictionary whose keys are labels and whose values are all alike.
    static Rule labelled(String place, Rule rule) {
        return (walk, value) -> {
            if (!(walk.resolved(value) instanceof Dict dict)) {
                return false;
            }
            for (Map.Entry<String, PdfObject> entry : dict.entries().entrySet()) {
                walk.step();
                if (!isLabel(entry.getKey())) {
                    walk.add("a label of its own among " + place);
                }
                if (!rule.holds(walk, entry.getValue())) {
                    return false;
                }
            }
            return true;
        };
    }

    static boolean isLabel(String name) {
        return !name.isEmpty() && LABEL.matcher(name).matches();
    }
}
