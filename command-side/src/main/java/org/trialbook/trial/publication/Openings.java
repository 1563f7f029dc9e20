package org.trialbook.trial.publication;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.protocol.Seals;

/// What a version of the protocol would open of what earlier ones sealed: a form or an item that it leaves out or does
/// not mark, and one that it asks for in the open under the name of a sealed one.
///
/// Answers are all that a version can open. An attempt at the implant, a crossover, an arm, a note and a guess are
/// sealed by the type of their event, whatever the protocol says of leads, reasons, arms and codes.
final class Openings {

    private final Seals sealed;
    /// What the version itself marks.
    private final Seals marked;

    private final @Nullable Protocol before;
    private final Protocol version;
    private final SortedMap<String, String> found = new TreeMap<>();

    private Openings(Seals sealed, @Nullable Protocol before, Protocol version) {
        this.sealed = sealed;
        this.marked = Seals.NONE.and(version);
        this.before = before;
        this.version = version;
    }

    /// Form, or form and item → what the version would make of it; empty when it seals no less.
    ///
    /// @param sealed by all versions so far
    /// @param before the version in force
    static SortedMap<String, String> of(Seals sealed, @Nullable Protocol before, Protocol version) {
        Openings openings = new Openings(sealed, before, version);
        sealed.forms().forEach(openings::kept);
        version.forms().forEach(openings::renamed);
        openings.asked();
        return Collections.unmodifiableSortedMap(openings.found);
    }

    /// Whether the form is there, and marked as before, and each item that was sealed on it is.
    private void kept(String code, Seals.OnForm on) {
        Form form = asked(version, code).orElse(null);
        if (form == null) {
            found.put(code, "the form is missing");
            return;
        }
        if (on.whole() && !marked.whole(code)) {
            found.put(code, "the form is not marked");
        }
        for (String item : on.items().keySet()) {
            String at = code + "/" + item;
            form.item(item)
                    .ifPresentOrElse(
                            known -> {
                                if (!marked.isSealed(code, known)) {
                                    found.put(at, "the item is not marked");
                                }
                            },
                            () -> found.put(at, "the item is missing"));
        }
    }

    /// A form of the version, or what it asks of a recording.
    private static Optional<Form> asked(Protocol version, String code) {
        return Stream.concat(version.forms().stream(), version.reads().stream().map(ReadPlan::form))
                .filter(form -> form.code().equals(code))
                .findFirst();
    }

    /// Whether an open item of the form has taken a sealed one's code or label. What it already had, it keeps.
    private void renamed(Form form) {
        for (Item item : form.items()) {
            if (isSealed(form.code(), item)) {
                continue;
            }
            Optional<Item> was = Optional.ofNullable(before)
                    .flatMap(known -> known.form(form.code()))
                    .flatMap(known -> known.item(item.code()));
            boolean relabelled = was.filter(known -> sameLabel(known, item)).isEmpty();
            named(
                    form.code() + "/" + item.code(),
                    (of, code, labels) -> (was.isEmpty() && code.equals(item.code()))
                            || (relabelled && labels.contains(Seals.plain(item.label()))));
        }
    }

    private boolean isSealed(String form, Item item) {
        return sealed.isSealed(form, item) || marked.isSealed(form, item);
    }

    /// The same of the questions that are no form's.
    private void asked() {
        asked(
                "eligibility",
                version.eligibility().items(),
                known -> Optional.of(known.eligibility().items()));
        for (ReadPlan plan : version.reads()) {
            String list = plan.form().code();
            asked(
                    list,
                    plan.items().stream().filter(item -> !isSealed(list, item)).toList(),
                    known -> known.readPlan(plan.modality()).map(ReadPlan::items));
        }
    }

    /// Only code and label together make a question the one that is sealed elsewhere: a reader measures the QRS
    /// duration as the site does.
    private void asked(String list, List<Item> items, Function<Protocol, Optional<List<Item>>> same) {
        List<Item> were = Optional.ofNullable(before).flatMap(same).orElse(List.of());
        for (Item item : items) {
            if (were.stream().noneMatch(was -> was.code().equals(item.code()) && sameLabel(was, item))) {
                named(
                        list + "/" + item.code(),
                        (of, code, labels) -> labels.contains(Seals.plain(item.label()))
                                && (of.equals(list) || code.equals(item.code())));
            }
        }
    }

    private interface SealedItem {
        boolean is(String form, String code, Set<String> labels);
    }

    /// @param same whether a sealed item of that form, that code and those labels is meant
    private void named(String at, SealedItem same) {
        List<String> names = new ArrayList<>();
        sealed.forms()
                .forEach((form, on) -> on.items().forEach((code, labels) -> {
                    if (same.is(form, code, labels)) {
                        names.add(form + "/" + code);
                    }
                }));
        if (!names.isEmpty()) {
            found.put(
                    at,
                    "it is not marked and has the name of "
                            + String.join(", ", names.stream().sorted().toList()));
        }
    }

    private static boolean sameLabel(Item one, Item other) {
        return Seals.plain(one.label()).equals(Seals.plain(other.label()));
    }
}
