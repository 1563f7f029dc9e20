package org.trialbook.simulation;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.trialbook.protocol.Item;

/// What is there or not: yes or no, recognised by the words of an item's label. How often is a parameter, not
/// published.
@SuppressWarnings("ImmutableEnumChecker") // What it holds are functions and values.
enum AskedFinding {
    /// Nobody of the age that such trials have.
    PREGNANCY("pregnan", true, day -> false),
    /// Whoever is asked has consented.
    CAPACITY("capacity to consent", true, day -> true),
    /// It would end the trial for the subject; see [Courses] for those for whom it does.
    DEATH("\\bdied\\b", true, day -> false),
    ALIVE("\\balive\\b", true, day -> true),
    BUNDLE_BRANCH_BLOCK("bundle branch block", false, day -> day.condition().blocked()),
    ADMISSION("\\badmitted\\b|\\badmission\\b", false, day -> day.chance().happens(0.05)),
    INTERVENTION(
            "intervention needed", false, day -> day.haematoma() && day.chance().happens(0.2)),
    PHRENIC_CAPTURE(
            "phrenic", false, day -> day.throughCoronarySinus() && day.chance().happens(0.08));

    private final Pattern label;
    private final boolean always;
    private final Predicate<Measured> there;

    AskedFinding(String label, boolean always, Predicate<Measured> there) {
        this.label = Pattern.compile(label, Pattern.CASE_INSENSITIVE);
        this.always = always;
        this.there = there;
    }

    /// What the item asks for; nothing where the simulation doesn't know it.
    static Optional<AskedFinding> of(Item item) {
        return Stream.of(values())
                .filter(known -> item.type() == Item.Type.BOOLEAN
                        && known.label.matcher(item.label()).find())
                .findFirst();
    }

    /// Whether it is the same with everybody.
    boolean always() {
        return always;
    }

    boolean measured(Measured day) {
        return there.test(day);
    }
}
