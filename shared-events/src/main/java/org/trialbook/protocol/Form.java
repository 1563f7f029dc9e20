package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is asked of a subject at once, and who fills it in.
///
/// @param revealing when true every item of the form reveals the arm, as this version says; [Seals] knows the
///     rest
/// @param repeats whether it is filled in any number of times, each entry under a key ([FormInstance#isKey])
/// @param outsideVisits whether it belongs to no visit
/// @param filledInBy the roles that fill it in, of those that fill in forms; all of them when empty
/// @param instrument by which its answers are scored; null where they are not
@InFile("a form")
public record Form(
        String code,
        String label,

        @InFile(value = "whether every answer on it tells the arm", optional = true) @JsonProperty("reveals-the-arm")
        boolean revealing,

        @InFile(value = "whether there are any number of entries, each with a number", optional = true)
        boolean repeats,

        @InFile(value = "whether it belongs to no visit, as adverse events do", optional = true)
        @JsonProperty("outside-visits")
        boolean outsideVisits,

        @InFile(
                value = "the roles that fill it in; every role that fills in forms where none is named",
                optional = true)
        @JsonProperty("filled-in-by")
        List<String> filledInBy,

        @InFile(value = "the instrument that its answers are scored by", optional = true) @Nullable
        FormInstrument instrument,

        List<Item> items,

        @InFile(value = "what must hold between its answers", optional = true)
        List<FormCheck> checks) {

    public Form {
        filledInBy = Protocol.orNone(filledInBy);
        checks = Protocol.orNone(checks);
    }

    /// Items that are asked as a form is, without being one of the protocol's forms.
    public static Form of(String code, String label, List<Item> items) {
        return new Form(code, label, false, false, false, List.of(), null, items, List.of());
    }

    /// The same form as several versions together have it.
    Form with(boolean everOutsideVisits, List<Item> everyItem) {
        return new Form(code, label, revealing, repeats, everOutsideVisits, filledInBy, instrument, everyItem, checks);
    }

    public Optional<Item> item(String code) {
        return items.stream().filter(item -> item.code().equals(code)).findFirst();
    }
}
