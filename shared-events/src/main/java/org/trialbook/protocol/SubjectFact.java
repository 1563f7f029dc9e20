package org.trialbook.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.protocol.expression.AnswerReference;

/// What is known of a subject without a form, for expressions to read. Everybody who works with the subject knows it.
public enum SubjectFact {
    /// On the day of the form, by the year of birth alone: it may be one too many.
    AGE("age", "Age by year of birth", Item.Type.INTEGER, "a"),
    BIRTH_YEAR("birth-year", "Year of birth", Item.Type.INTEGER, null),
    SEX("sex", "Sex", Item.Type.CHOICE, null),
    REGISTERED_ON("registered-on", "Day of registration", Item.Type.DATE, null),
    CONSENTED_ON("consented-on", "Day of consent", Item.Type.DATE, null),
    RANDOMIZED_ON("randomized-on", "Day of randomization", Item.Type.DATE, null);

    private final String code;
    private final Item item;

    SubjectFact(String code, String label, Item.Type type, @Nullable String unit) {
        this.code = code;
        this.item = new Item(
                AnswerReference.SUBJECT + "." + code,
                label,
                type,
                unit,
                null,
                null,
                null,
                type == Item.Type.CHOICE ? sexes() : null,
                null,
                false,
                false);
    }

    private static List<CodeListItem> sexes() {
        return List.of(
                new CodeListItem("female", "Female"),
                new CodeListItem("male", "Male"),
                new CodeListItem("other", "Other"));
    }

    public static Optional<SubjectFact> of(String code) {
        return Arrays.stream(values()).filter(fact -> fact.code.equals(code)).findFirst();
    }

    static List<String> codes() {
        return Arrays.stream(values()).map(fact -> fact.code).toList();
    }

    /// What kind of answer it is.
    Item item() {
        return item;
    }
}
