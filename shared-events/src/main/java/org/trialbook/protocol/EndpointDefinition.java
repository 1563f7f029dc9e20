package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a trial compares its arms by, so that everybody computes it alike: how it follows from what is recorded of a
/// subject. Which members belong to which kind stands in [EndpointRules].
///
/// @param kind `change`: at the visit `to`, less what it was at `from`; `responder`: whether one endpoint is within
///     bounds; `count`: at how many visits, or in how many entries, a condition holds; `first-event`: the first day on
///     which one does, or on which the subject left for one of the reasons; `composite`: whether any of several holds,
/// or which came first
/// @param relative of a change: in percent of what it was
/// @param of endpoints that stand before it
@InFile("an endpoint")
public record EndpointDefinition(
        String code,
        String label,

        @InFile(
                value = "change, responder, count, first-event or composite",
                oneOf = {CHANGE, RESPONDER, COUNT, FIRST_EVENT, COMPOSITE})
        String kind,

        @InFile(value = "the form whose answers are read", optional = true) @Nullable
        String form,

        @InFile(value = "of a change: the item that is compared", optional = true) @Nullable
        String item,

        @InFile(value = "of a change: the score of the form's instrument that is compared", optional = true) @Nullable
        String score,

        @InFile(value = "of a change: the visit that it is counted from", optional = true) @Nullable
        String from,

        @InFile(value = "of a change: the visit that is compared with it", optional = true) @Nullable
        String to,

        @InFile(value = "of a change: whether it is in percent of what it was", optional = true)
        boolean relative,

        @InFile(value = "codes of endpoints that stand before it", optional = true)
        List<String> of,

        @InFile(value = "of a responder: the least that it is", optional = true) @JsonProperty("at-least") @Nullable
        BigDecimal atLeast,

        @InFile(value = "of a responder: the most that it is", optional = true) @JsonProperty("at-most") @Nullable
        BigDecimal atMost,

        @InFile(value = "of a count or a first event: a condition on the form's answers", optional = true) @Nullable
        AnswerCondition when,

        @InFile(value = "the visits that are looked at; all that have the form where it is not said", optional = true)
        List<String> visits,

        @InFile(value = "of a first event: the item that says on which day it was", optional = true)
        @JsonProperty("dated-by")
        @Nullable
        String datedBy,

        @InFile(value = "of a first event: reasons for which a subject leaves that are one, too", optional = true)
        List<String> withdrawals) {

    public static final String CHANGE = "change";
    public static final String RESPONDER = "responder";
    public static final String COUNT = "count";
    public static final String FIRST_EVENT = "first-event";
    public static final String COMPOSITE = "composite";

    public EndpointDefinition {
        of = Protocol.orNone(of);
        visits = Protocol.orNone(visits);
        withdrawals = Protocol.orNone(withdrawals);
    }
}
