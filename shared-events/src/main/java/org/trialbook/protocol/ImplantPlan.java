package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Protocol.CodeListItem;

/// What is recorded of an attempt at the implant: a form, sealed as a whole. Its items are the protocol's own, behind
/// those that follow from `leads` where there are any; which of them says what was placed, and which that it stayed,
/// the protocol names.
///
/// @param leads kinds of leads with their targets: they stand for the usual items, see [UsualAttempt]
/// @param failures of the usual items: why a lead did not stay
/// @param techniques of the usual items: what was needed
/// @param limits of the usual items; null where there are no leads
/// @param items what else is asked, or all of it
/// @param checks what must hold between all of these answers
/// @param placed the choice that says what was placed, of which the arms' treatments are; null where nothing does
/// @param succeeded what must be answered of an attempt that succeeded; null where there are leads
@InFile("the implant")
public record ImplantPlan(
        @InFile(value = "kinds of leads with their targets; they bring the usual items with them", optional = true)
        List<Lead> leads,

        @InFile(value = "beside leads: why one did not stay", optional = true)
        List<CodeListItem> failures,

        @InFile(value = "beside leads: what was needed to place one", optional = true)
        List<CodeListItem> techniques,

        @InFile(optional = true) @Nullable Limits limits,

        @InFile(value = "what is asked of an attempt, beside what leads bring with them", optional = true)
        List<Item> items,

        @InFile(value = "what must hold between the answers", optional = true)
        List<FormCheck> checks,

        @InFile(value = "without leads: the choice among the items that says what was placed", optional = true)
        @Nullable
        String placed,

        @InFile(value = "without leads: what is answered of an attempt that succeeded", optional = true) @Nullable
        AnswerCondition succeeded) {

    /// Under which name the questions of an attempt are known; no form of the protocol has it.
    public static final String FORM = "implant/attempt";

    /// Of a study that implants nothing.
    static final ImplantPlan NONE =
            new ImplantPlan(List.of(), List.of(), List.of(), null, List.of(), List.of(), null, null);

    public ImplantPlan {
        leads = Protocol.orNone(leads);
        failures = Protocol.orNone(failures);
        techniques = Protocol.orNone(techniques);
        items = Protocol.orNone(items);
        checks = Protocol.orNone(checks);
    }

    @InFile("a lead")
    public record Lead(String code, String label, List<CodeListItem> targets) {}

    /// Plausible ranges of the measurements at implant: QRS in ms, threshold in V, pulse width in ms.
    @InFile("the limits")
    public record Limits(
            @JsonProperty("qrs-ms") Range qrsMs,
            @JsonProperty("threshold-v") Range thresholdVolts,
            @JsonProperty("pulse-width-ms") Range pulseWidthMs) {}

    /// Whether attempts are recorded at all.
    public boolean any() {
        return !leads.isEmpty() || !items.isEmpty();
    }

    /// What is asked of an attempt.
    public Form form() {
        return new Form(
                FORM,
                "Attempt at the implant",
                true,
                true,
                true,
                List.of(),
                null,
                Stream.concat(UsualAttempt.items(this).stream(), items.stream()).toList(),
                Stream.concat(UsualAttempt.checks(this).stream(), checks.stream())
                        .toList());
    }

    /// The item that says what was placed, if one does.
    public Optional<Item> placing() {
        String code = leads.isEmpty() ? placed : UsualAttempt.LEAD;
        return code == null ? Optional.empty() : form().item(code);
    }

    /// What can be placed: what the treatments of the arms are of.
    public List<CodeListItem> placeable() {
        return leads.isEmpty()
                ? placing().map(item -> Protocol.orNone(item.choices())).orElse(List.of())
                : UsualAttempt.leads(this);
    }

    /// Whether it is known what can be placed, if anything can: the item that says it is one of the plan's choices.
    boolean placeableKnown() {
        return placed == null || !placeable().isEmpty();
    }

    /// What must be answered of an attempt that succeeded.
    public AnswerCondition success() {
        return leads.isEmpty() ? Objects.requireNonNull(succeeded) : UsualAttempt.SUCCEEDED;
    }

    /// What was placed, as the answers say; empty where no item says it, or it was not answered.
    public Optional<String> placed(Map<String, ItemValue> answers) {
        return placing()
                .map(item -> answers.get(item.code()))
                .filter(answer -> !answer.lacksValue())
                .map(ItemValue::value);
    }
}
