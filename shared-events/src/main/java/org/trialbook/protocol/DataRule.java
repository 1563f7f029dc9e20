package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.expression.AnswerReference;

/// What is looked for in the data of all subjects, at any time, whoever entered them. What it finds is a hit: a
/// query is asked about it, or it is excused with a reason.
///
/// @param form of which each record is looked at; null where all of the subject is
/// @param finds an expression as checks have them, true of a hit
/// @param text what a query about a hit asks
/// @param item beside which it is asked; all of the form when null
/// @param assignedTo the role at the site that answers
@InFile("a rule")
public record DataRule(
        String code,

        @InFile(
                value = "the form of which each record is looked at; nothing where it is all of the subject",
                optional = true)
        @Nullable
        String form,

        @InFile("what is true of a hit, such as weight < 0.8 * weight@previous")
        String finds,

        @InFile("what is asked about a hit") String text,

        @InFile(value = "the item of the form that it is asked about", optional = true) @Nullable
        String item,

        @InFile("the role at the site that answers, such as coordinator") @JsonProperty("assigned-to")
        String assignedTo) {

    /// Stands where a form does, for rules about all of a subject.
    public static final Form SUBJECT = Form.of("", "All of the subject", List.of());

    /// What somebody looks for once.
    public static DataRule once(@Nullable String form, String finds) {
        return new DataRule("", form, finds, "", null, "");
    }

    /// The form that it is about.
    ///
    /// @throws java.util.NoSuchElementException when the protocol has none such
    public Form about(Protocol protocol) {
        return form == null ? SUBJECT : protocol.form(form).orElseThrow();
    }

    /// What it reads, as it is written.
    public Set<String> reads() {
        return Formulas.items(finds);
    }

    /// Whether it reads anything that tells the arm: then its hits do, too.
    public boolean tells(Protocol protocol, Seals seals) {
        Form about = about(protocol);
        return reads().stream()
                .anyMatch(read -> AnswerReference.elsewhere(read)
                        ? seals.tells(protocol, about, read)
                        : about.item(read)
                                .filter(item -> seals.isSealed(about.code(), item))
                                .isPresent());
    }
}
