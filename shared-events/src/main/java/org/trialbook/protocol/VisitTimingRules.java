package org.trialbook.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// What visits are counted from, how often they take place and what ends them: something that happens and has a day,
/// and that everybody may know of. Whoever is told when visits are due is told the day that they are counted
/// from.
final class VisitTimingRules {

    /// These are withheld from the blinded, or their outcome is.
    private static final Set<String> WITHHELD = Set.of("request-crossover", "record-implant-attempt:success");

    private final Protocol protocol;
    private final Seals seals;
    private final List<Problem> problems;

    private VisitTimingRules(Protocol protocol, List<Problem> problems) {
        this.protocol = protocol;
        this.seals = Seals.NONE.and(protocol);
        this.problems = problems;
    }

    static void check(Protocol protocol, List<Problem> problems) {
        VisitTimingRules rules = new VisitTimingRules(protocol, problems);
        for (int i = 0; i < protocol.visits().size(); i++) {
            rules.visit("visits[%d]".formatted(i), protocol.visits().get(i));
        }
    }

    private void visit(String path, Visit visit) {
        @Nullable String anchor = visit.anchor();
        if (anchor != null) {
            occasion(path + ".anchor", "known-anchor", anchor);
            if (counted(visit, visit, new HashSet<>())) {
                problem(path + ".anchor", "anchor-cycle", "'%s' would be counted from itself".formatted(visit.code()));
            }
        }
        for (int i = 0; i < visit.ends().size(); i++) {
            occasion("%s.ends[%d]".formatted(path, i), "known-end", visit.ends().get(i));
        }
        @Nullable VisitRepeats repeats = visit.repeats();
        if (repeats != null) {
            repeats(path + ".repeats", visit, repeats);
        }
        if (visit.unscheduled()
                && (repeats != null
                        || anchor != null
                        || !visit.ends().isEmpty()
                        || visit.day() != 0
                        || visit.before() != 0
                        || visit.after() != 0)) {
            problem(
                    path + ".unscheduled",
                    "unscheduled-is-free",
                    "an unscheduled visit has no anchor, repeats and ends, and day, before and after are 0");
        }
    }

    private void repeats(String path, Visit visit, VisitRepeats repeats) {
        if (visit.anchor() == null) {
            problem(path, "repeats-from", "a visit that repeats is counted from something: say an anchor");
        }
        if (repeats.every() < 1) {
            problem(path + ".every", "positive", "days from one to the next, 1 or more");
        }
        if ((repeats.until().visits() == null) == (repeats.until().day() == null)) {
            problem(path + ".until", "until-one", "either visits, how many there are, or day, the last day");
        } else if (repeats.every() > 0) {
            int count = repeats.count(visit.day());
            if (count < 1 || count > VisitRepeats.MOST) {
                problem(
                        path + ".until",
                        "repeats-count",
                        "that makes %d visits; there are from 1 to %d, and 'ends' names what ends them earlier"
                                .formatted(count, VisitRepeats.MOST));
            }
        }
    }

    /// Something with a day: an act, a visit, or a date that a form asks for.
    private void occasion(String path, String rule, String named) {
        if (WITHHELD.contains(named)) {
            problem(
                    path,
                    "withheld-occasion",
                    ("when visits are due would tell of '%s', which is withheld from the blinded; name a date on a form"
                                    + " that tells nothing")
                            .formatted(named));
        } else if (named.contains("/")) {
            date(path, rule, named);
        } else if (Anchors.named(named).isEmpty()
                && protocol.defined(named).isEmpty()
                && protocol.visit(named).isEmpty()) {
            List<String> known = new ArrayList<>(Anchors.words());
            protocol.visits().forEach(visit -> known.add(visit.code()));
            problem(
                    path,
                    rule,
                    "'%s' is none of %s, nor a date that a form asks for, as form/item%s"
                            .formatted(named, String.join(", ", known), NearestName.hint(named, Set.copyOf(known))));
        }
    }

    private void date(String path, String rule, String named) {
        String form = named.substring(0, named.indexOf('/'));
        Optional<Item> item = protocol.form(form).flatMap(known -> known.item(named.substring(form.length() + 1)));
        if (item.filter(asked -> asked.type() == Item.Type.DATE).isEmpty()) {
            problem(path, rule, "'%s' is no date that a form asks for".formatted(named));
        } else if (seals.isSealed(form, item.get())) {
            problem(
                    path,
                    "sealed-occasion",
                    "'%s' is sealed, and when visits are due would tell of it; name a date that tells nothing"
                            .formatted(named));
        }
    }

    /// Whether the day of one visit comes to depend on that of another.
    private boolean counted(Visit visit, Visit from, Set<String> seen) {
        @Nullable String anchor = visit.anchor();
        if (anchor == null || Anchors.named(anchor).isPresent() || !seen.add(visit.code())) {
            return false;
        }
        return protocol.defined(NumberedVisit.base(anchor))
                .filter(next -> next.code().equals(from.code()) || counted(next, from, seen))
                .isPresent();
    }

    private void problem(String path, String rule, String detail) {
        problems.add(new Problem(path, rule, detail));
    }
}
