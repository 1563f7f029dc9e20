package org.trialbook.protocol;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.trialbook.protocol.InvalidProtocolException.Problem;
import org.trialbook.protocol.expression.AnswerReference;

/// What reads something sealed elsewhere tells the arm, too, and says so in the file: who fills in its form is another
/// one then. A check on a form that is open to all cannot: whoever breaks it would learn what is sealed.
final class SealedReadingRules {

    private SealedReadingRules() {}

    static void check(Protocol protocol, List<Problem> problems) {
        Seals seals = Seals.NONE.and(protocol);
        for (int i = 0; i < protocol.forms().size(); i++) {
            Form form = protocol.forms().get(i);
            if (!Elsewhere.reads(form).isEmpty()) {
                items("forms[%d].items".formatted(i), protocol, form, seals, problems);
                checks("forms[%d].checks".formatted(i), protocol, form, seals, problems);
            }
        }
    }

    private static Optional<String> sealed(Protocol protocol, Form form, Seals seals, Stream<String> reads) {
        return reads.filter(AnswerReference::elsewhere)
                .filter(read -> seals.tells(protocol, form, read))
                .findFirst();
    }

    private static void items(String path, Protocol protocol, Form form, Seals seals, List<Problem> problems) {
        Seals own = Seals.NONE.and(form);
        for (int i = 0; i < form.items().size(); i++) {
            Item item = form.items().get(i);
            String at = "%s[%d].reveals-the-arm".formatted(path, i);
            if (!own.isSealed(form.code(), item)) {
                sealed(protocol, form, seals, item.reads().stream())
                        .ifPresent(read -> problems.add(new Problem(
                                at,
                                "sealed-reading",
                                "'%s' reads '%s', which tells the arm, and so it does: say reveals-the-arm: true"
                                        .formatted(item.code(), read))));
            }
        }
    }

    private static void checks(String path, Protocol protocol, Form form, Seals seals, List<Problem> problems) {
        Seals own = Seals.NONE.and(form);
        for (int i = 0; i < form.checks().size(); i++) {
            Set<String> read = Formulas.items(form.checks().get(i).that());
            String at = "%s[%d].that".formatted(path, i);
            Optional<String> sealed = sealed(protocol, form, seals, read.stream());
            if (sealed.isPresent() && !own.anyOn(form.code())) {
                problems.add(new Problem(
                        at,
                        "sealed-check",
                        "'%s' tells the arm, and whoever fills in '%s' would learn of it by what is refused; put the check on a form that tells the arm"
                                .formatted(sealed.get(), form.code())));
            } else if (sealed.isPresent()) {
                read.stream()
                        .filter(code -> form.item(code).isPresent() && !own.isSealed(form.code(), code))
                        .findFirst()
                        .ifPresent(code -> problems.add(new Problem(
                                at,
                                "sealed-reading",
                                "it holds '%s' together with '%s', which tells the arm; say reveals-the-arm: true of '%s'"
                                        .formatted(code, sealed.get(), code))));
            }
        }
    }
}
