package org.trialbook.trial.valueimport;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventTag;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.valueimport.ImportFile.Aside;

/// What becomes of one row of a file.
///
/// @param items of each item that it names; none where the row is refused as a whole
/// @param refusals what stands against it, all of it
/// @param events what it records; none where something stands against it, or all of it is recorded already
/// @param tags as in [org.trialbook.trial.act.Outcome.Recorded]
/// @param aside what is reported and no item asks
record RowDecision(
        ImportFile.Row row,
        List<ItemChange> items,
        List<RefusedField> refusals,
        List<TrialEvent> events,
        Map<TrialEvent, EventTag> tags,
        List<Aside> aside) {

    /// What becomes of one item.
    ///
    /// @param outcome `new`, `same` or `changed`
    /// @param from the answer as it stands; null where there is none
    record ItemChange(String item, String outcome, @Nullable ItemValue from, ItemValue to) {}

    /// What stands against one field of the row, or all of it.
    ///
    /// @param column its heading, without what stands behind the code
    record RefusedField(String column, Refusal refusal) {}

    RowDecision(
            ImportFile.Row row,
            List<ItemChange> items,
            List<RefusedField> refusals,
            List<TrialEvent> events,
            Map<TrialEvent, EventTag> tags) {
        this(row, items, refusals, events, tags, List.of());
    }

    RowDecision leaving(List<Aside> reported) {
        return new RowDecision(row, items, refusals, events, tags, reported);
    }

    static RowDecision refused(ImportFile.Row row, List<RefusedField> refusals) {
        return new RowDecision(row, List.of(), refusals, List.of(), Map.of());
    }

    static RowDecision refused(ImportFile.Row row, String column, Refusal refusal) {
        return refused(row, List.of(new RefusedField(column, refusal)));
    }

    /// `refused`, `new`, `changed` or `same`.
    String outcome() {
        if (!refusals.isEmpty()) {
            return "refused";
        }
        if (events.isEmpty()) {
            return "same";
        }
        return events.getFirst() instanceof AssessmentRecorded ? "new" : "changed";
    }
}
