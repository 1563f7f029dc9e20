package org.trialbook.protocol;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.expression.AnswerReference;
import org.trialbook.protocol.expression.AnswerType;
import org.trialbook.protocol.expression.InvalidExpressionException;

/// Whether what a form's expressions read elsewhere is there to be read: the form, the item, the visit, and that one
/// answer is meant and no other.
final class ReferenceRules {

    /// For items that are asked as a form is, and stand at no visit.
    static final ReferenceRules NONE = new ReferenceRules(null);

    private final @Nullable Protocol protocol;
    /// Of calculated items, as `form.item`; itself among them where it is being computed.
    private final Map<String, AnswerType> calculated = new HashMap<>();
    private final Set<String> toldCircular = new HashSet<>();

    ReferenceRules(@Nullable Protocol protocol) {
        this.protocol = protocol;
    }

    /// Why the form's expressions cannot read it; empty where they can.
    ///
    /// @param read as it is written
    Optional<String> objection(Form own, String read) {
        if (protocol == null) {
            return Optional.of("'%s': only a visit's forms read what is answered elsewhere".formatted(read));
        }
        return AnswerReference.of(read)
                .map(reference -> Optional.ofNullable(objection(protocol, own, read, reference)))
                .orElse(Optional.of(
                        "'%s' cannot be read; write form.item, item@visit or form.item@visit".formatted(read)));
    }

    private static @Nullable String objection(Protocol protocol, Form own, String read, AnswerReference reference) {
        if (reference.form() == null && own.equals(DataRule.SUBJECT)) {
            return "'%s' names no form, and this is about all of the subject; write form.item@visit".formatted(read);
        }
        String code = reference.form() == null ? own.code() : reference.form();
        Form form = protocol.form(code).orElse(null);
        if (form == null) {
            return List.of(AnswerReference.SUBJECT, AnswerReference.ELIGIBILITY).contains(code)
                    ? ofTheSubject(protocol, reference)
                    : "'%s': '%s' is no form of this protocol%s"
                            .formatted(
                                    read,
                                    code,
                                    NearestName.hint(
                                            code,
                                            protocol.forms().stream()
                                                    .map(Form::code)
                                                    .toList()));
        }
        if (form.item(reference.item()).isEmpty()) {
            List<String> items = form.items().stream().map(Item::code).toList();
            return "'%s': '%s' is no item of form '%s'%s"
                    .formatted(read, reference.item(), code, NearestName.hint(reference.item(), items));
        }
        if (reference.previous()) {
            return null;
        }
        if (form.repeats()) {
            return "'%s': '%s' has any number of entries, and which is meant nobody can say; @previous is the one before"
                    .formatted(read, code);
        }
        return reference.visit() == null
                ? atTheSameVisit(protocol, own, form, read)
                : atThatVisit(protocol, form, read, reference.visit());
    }

    private static @Nullable String ofTheSubject(Protocol protocol, AnswerReference reference) {
        boolean subject = AnswerReference.SUBJECT.equals(reference.form());
        List<String> known = subject
                ? SubjectFact.codes()
                : protocol.eligibility().items().stream().map(Item::code).toList();
        if (!known.contains(reference.item())) {
            return "'%s' is not known of a subject; %s are%s"
                    .formatted(reference.item(), String.join(", ", known), NearestName.hint(reference.item(), known));
        }
        return reference.visit() == null
                ? null
                : "'%s.%s' is of the subject, and of no visit".formatted(reference.form(), reference.item());
    }

    private static @Nullable String atTheSameVisit(Protocol protocol, Form own, Form form, String read) {
        boolean together = form.outsideVisits()
                || form.code().equals(own.code())
                || protocol.visits().stream()
                        .anyMatch(visit -> visit.forms().contains(own.code())
                                && visit.forms().contains(form.code()));
        return together
                ? null
                : "'%s' stands at no visit with %s; say at which visit, such as %s@%s"
                        .formatted(
                                read,
                                own.equals(DataRule.SUBJECT) ? "all of the subject" : "'" + own.code() + "'",
                                read,
                                visits(protocol, form).findFirst().orElse("baseline"));
    }

    private static @Nullable String atThatVisit(Protocol protocol, Form form, String read, String code) {
        if (form.outsideVisits()) {
            return "'%s': '%s' stands outside of visits".formatted(read, form.code());
        }
        List<String> known = visits(protocol, form).toList();
        Visit visit = protocol.visit(code).orElse(null);
        if (visit == null) {
            return protocol.defined(code).isPresent()
                    ? "'%s': '%s' takes place more than once; say which, such as %s.1".formatted(read, code, code)
                    : "'%s': '%s' is no visit%s; @previous is the time before"
                            .formatted(read, code, NearestName.hint(code, protocol.visitCodes()));
        }
        return visit.forms().contains(form.code())
                ? null
                : "'%s': form '%s' is not filled in at '%s', but at %s"
                        .formatted(read, form.code(), code, known.isEmpty() ? "no visit" : String.join(", ", known));
    }

    private static Stream<String> visits(Protocol protocol, Form form) {
        return protocol.visits().stream()
                .filter(visit -> visit.forms().contains(form.code()))
                .map(visit -> visit.numbered() ? visit.code() + ".1" : visit.code());
    }

    /// What is asked there, under the name that is read; of what can be read.
    Item item(Form own, String read) {
        return AnswerReference.of(read)
                .flatMap(reference -> protocol == null ? Optional.empty() : Elsewhere.item(protocol, own, reference))
                .map(item -> item.named(read))
                .orElseThrow();
    }

    /// What the form reads elsewhere, as it is written, and what each is; nothing of what cannot be read.
    Map<String, AnswerType> types(Form own) {
        return types(own, Elsewhere.reads(own));
    }

    /// As above, of some that are read.
    Map<String, AnswerType> types(Form own, Set<String> reads) {
        return reads.stream()
                .filter(read -> objection(own, read).isEmpty())
                .collect(Collectors.toMap(read -> read, read -> type(own, read)));
    }

    private AnswerType type(Form own, String read) {
        AnswerReference reference = AnswerReference.of(read).orElseThrow();
        Item item = item(own, read);
        return type(form(own, reference), item.named(reference.item()));
    }

    /// What an item of a form is.
    AnswerType type(Form form, Item item) {
        return item.type() == Item.Type.CALCULATED ? calculated(form, item) : Formulas.type(item);
    }

    private Form form(Form own, AnswerReference reference) {
        return protocol == null || reference.form() == null
                ? own
                : protocol.form(reference.form()).orElse(own);
    }

    /// Nothing can be done with one whose formula means nothing: that is told where it stands.
    private AnswerType calculated(Form form, Item item) {
        String name = form.code() + "." + item.code();
        AnswerType known = calculated.putIfAbsent(name, new AnswerType.Opaque());
        if (known != null) {
            return known;
        }
        Map<String, AnswerType> types = new HashMap<>();
        for (String read : Formulas.items(String.valueOf(item.formula()))) {
            if (AnswerReference.elsewhere(read)) {
                types.putAll(types(form, Set.of(read)));
            } else {
                form.item(read).ifPresent(other -> types.put(read, type(form, other)));
            }
        }
        try {
            AnswerType type = Formulas.type(item, types);
            calculated.put(name, type);
            return type;
        } catch (InvalidExpressionException e) {
            return new AnswerType.Opaque();
        }
    }

    /// Whether the item would have to be known before it is computed, and none of the same circle was told of before.
    boolean circular(Form form, Item item) {
        String name = form.code() + "." + item.code();
        Set<String> circle = behind(form, item);
        if (!circle.contains(name) || circle.stream().anyMatch(toldCircular::contains)) {
            return false;
        }
        toldCircular.addAll(circle);
        return true;
    }

    /// The calculated items, as `form.item`, that must be known before it.
    private Set<String> behind(Form form, Item item) {
        Set<String> behind = new HashSet<>();
        behind(form, item, behind);
        return behind;
    }

    private void behind(Form form, Item item, Set<String> behind) {
        for (String read : Formulas.items(String.valueOf(item.formula()))) {
            Form other = form;
            Item there;
            if (AnswerReference.elsewhere(read)) {
                if (objection(form, read).isPresent()) {
                    continue;
                }
                AnswerReference reference = AnswerReference.of(read).orElseThrow();
                other = form(form, reference);
                there = item(form, read).named(reference.item());
            } else {
                there = form.item(read).orElse(null);
            }
            if (there != null
                    && there.type() == Item.Type.CALCULATED
                    && behind.add(other.code() + "." + there.code())) {
                behind(other, there, behind);
            }
        }
    }
}
