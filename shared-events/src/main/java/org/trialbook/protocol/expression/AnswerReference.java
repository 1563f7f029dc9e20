package org.trialbook.protocol.expression;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An answer that an expression reads beside those of its own form: of another form at the same visit,
/// `vitals.weight`; of a named visit, `weight@baseline` or `vitals.weight@cycle.2`; of the time before,
/// `weight@previous`; what the eligibility questions were answered, `eligibility.age`; what is known of the subject,
/// `subject.sex`.
///
/// @param form null of the form where the expression stands
/// @param visit null of the same visit
public record AnswerReference(
        @Nullable String form, String item, @Nullable String visit) {

    /// The latest day before on which the item was answered.
    public static final String PREVIOUS = "previous";
    /// Stands where a form's code does, for what is known of the subject.
    public static final String SUBJECT = "subject";
    /// Stands where a form's code does, for the eligibility questions.
    public static final String ELIGIBILITY = "eligibility";

    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9-]*";
    private static final Pattern WRITTEN =
            Pattern.compile("(?:(%1$s)\\.)?(%1$s)(?:@(%1$s(?:\\.[0-9]+)?))?".formatted(CODE));

    /// Whether something other than an item of the expression's own form is named.
    public static boolean elsewhere(String read) {
        return read.indexOf('.') >= 0 || read.indexOf('@') >= 0;
    }

    /// As it is written; empty where that is none.
    public static Optional<AnswerReference> of(String read) {
        Matcher written = WRITTEN.matcher(read);
        return written.matches()
                ? Optional.of(new AnswerReference(written.group(1), written.group(2), written.group(3)))
                : Optional.empty();
    }

    public boolean previous() {
        return PREVIOUS.equals(visit);
    }
}
