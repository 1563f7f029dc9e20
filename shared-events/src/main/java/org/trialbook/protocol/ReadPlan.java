package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;

/// How a modality is read: by how many, which items a reader fills in, and why a recording may be
/// not evaluable.
///
/// @param readers 1 or 2: how many read each recording, independently; 1 when absent
/// @param adjudication where two readers differ by more than this, a third one reads
/// @param indexed what is divided by the subject's body surface, which the reader does not know
@InFile("a read")
public record ReadPlan(
        String modality,
        String label,

        @InFile(value = "1 or 2: how many read each recording", optional = true)
        Integer readers,

        List<Item> items,

        @InFile(optional = true) @JsonProperty("not-evaluable-reasons")
        List<Protocol.CodeListItem> notEvaluable,

        @InFile(optional = true) List<Bound> adjudication,
        @InFile(optional = true) List<Indexed> indexed) {
    public ReadPlan {
        readers = readers == null ? 1 : readers;
        notEvaluable = Protocol.orNone(notEvaluable);
        adjudication = Protocol.orNone(adjudication);
        indexed = Protocol.orNone(indexed);
    }

    /// What is asked, as a form under a name that no form has.
    public Form form() {
        return Form.of(formOf(modality), label, items);
    }

    /// Under which name [Seals] knows what is asked of a recording.
    public static String formOf(String modality) {
        return "reads/" + modality;
    }

    /// The largest difference between two readers that needs no adjudication, in the item's unit.
    @InFile("a bound")
    public record Bound(String item, BigDecimal difference) {}

    /// A measurement divided by the body surface in square metres.
    ///
    /// @param item what is divided
    /// @param unit of the quotient
    @InFile("an index")
    public record Indexed(String code, String label, String item, String unit) {}
}
