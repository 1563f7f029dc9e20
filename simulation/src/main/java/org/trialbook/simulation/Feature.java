package org.trialbook.simulation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol.CodeListItem;

/// What is said in words: an item is recognised by its label, and its choices by theirs.
@SuppressWarnings("ImmutableEnumChecker") // What it holds are functions and values.
enum Feature {
    NYHA("\\bnyha\\b", day -> nyha(day.condition().nyha())),
    CONDUCTION("\\bmorphology\\b", day -> day.condition().conduction().words()),
    RHYTHM("\\brhythm\\b", day -> day.condition().rhythm().words()),
    CAPTURE(
            "ventricular capture",
            day -> day.implanted() == null ? null : day.implanted().capture()),
    CONFIGURATION(
            "pacing configuration",
            day -> day.implanted() == null ? null : day.implanted().configuration()),
    BODY_SURFACE("body surface", day -> "mosteller"),
    INCISION(
            "\\bincision\\b",
            day -> day.haematoma() ? "haematoma" : day.chance().happens(0.01) ? "signs of infection" : "healing well");

    private static final List<String> CLASSES = List.of("I", "II", "III", "IV");
    private static final Pattern CLASS = Pattern.compile("\\b(IV|III|II|I)\\b");

    private final Pattern label;
    private final Function<Measured, @Nullable String> words;

    Feature(String label, Function<Measured, @Nullable String> words) {
        this.label = Pattern.compile(label, Pattern.CASE_INSENSITIVE);
        this.words = words;
    }

    /// What the item asks for; nothing where the simulation doesn't know it.
    static Optional<Feature> of(Item item) {
        return Stream.of(values())
                .filter(known -> item.type() == Item.Type.CHOICE
                        && known.label.matcher(item.label()).find())
                .findFirst();
    }

    /// The code of the choice that says it; nothing where no choice does.
    Optional<String> measured(Measured day, Item item) {
        return Optional.ofNullable(words.apply(day)).flatMap(said -> saying(said, choices(item)));
    }

    /// The code of the choice whose label is these words, or else begins with them, or else has them in it.
    static Optional<String> saying(String words, List<CodeListItem> choices) {
        String quoted = Pattern.quote(words);
        return Stream.of(quoted, quoted + "\\b.*", ".*\\b" + quoted + "\\b.*")
                .map(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE))
                .flatMap(pattern -> choices.stream()
                        .filter(choice -> pattern.matcher(choice.label()).matches()))
                .map(CodeListItem::code)
                .findFirst();
    }

    /// The NYHA class that a choice stands for, 1 to 4.
    static Optional<Integer> nyhaClass(Item item, String code) {
        return choices(item).stream()
                .filter(choice -> choice.code().equals(code))
                .map(choice -> CLASS.matcher(choice.label()))
                .filter(Matcher::find)
                .map(found -> CLASSES.indexOf(found.group(1)) + 1)
                .findFirst();
    }

    private static String nyha(int nyha) {
        return "class " + CLASSES.get(nyha - 1);
    }

    private static List<CodeListItem> choices(Item item) {
        return Objects.requireNonNull(item.choices());
    }
}
