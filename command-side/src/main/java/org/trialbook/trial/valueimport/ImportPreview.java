package org.trialbook.trial.valueimport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.valueimport.ImportFile.Aside;
import org.trialbook.trial.valueimport.RowDecision.ItemChange;

/// What would become of a file, row by row.
///
/// @param faults what can't be read of it; with one, no row is looked at
/// @param counts outcome → how many rows: `new`, `changed`, `same`, `refused`
/// @param aside what is reported and would not be brought in
record ImportPreview(
        List<ImportFile.Fault> faults, Map<String, Integer> counts, List<PreviewedRow> rows, List<Aside> aside) {

    /// @param outcome `new` form, `changed` answers, the `same` as recorded, or `refused`
    record PreviewedRow(
            int row,
            String subject,
            @Nullable String visit,
            String form,
            @Nullable String key,
            String outcome,
            List<ItemChange> items,
            List<PreviewedRefusal> refusals) {}

    /// @param rule in words
    /// @param unblindedEvidence null for whoever is blinded, and where there is none
    record PreviewedRefusal(
            String column,
            String refusal,
            String rule,
            Map<String, String> evidence,
            @Nullable Map<String, String> unblindedEvidence) {}

    static ImportPreview of(Caller caller, ImportFile file, List<RowDecision> decided) {
        Map<String, Integer> counts = new TreeMap<>();
        List<Aside> aside = new ArrayList<>(file.aside());
        List<PreviewedRow> rows = new ArrayList<>(decided.size());
        for (RowDecision decision : decided) {
            counts.merge(decision.outcome(), 1, Integer::sum);
            rows.add(row(caller, decision));
            aside.addAll(decision.aside());
        }
        return new ImportPreview(file.faults(), counts, rows, aside);
    }

    private static PreviewedRow row(Caller caller, RowDecision decision) {
        ImportFile.Row row = decision.row();
        return new PreviewedRow(
                row.number(),
                row.subject().value(),
                row.form().visit(),
                row.form().form(),
                row.form().key(),
                decision.outcome(),
                decision.items(),
                decision.refusals().stream()
                        .map(field -> refusal(caller, field.column(), field.refusal()))
                        .toList());
    }

    private static PreviewedRefusal refusal(Caller caller, String column, Refusal refusal) {
        boolean hidden = caller.blinded() || refusal.sealedEvidence().isEmpty();
        return new PreviewedRefusal(
                column, refusal.name(), refusal.rule(), refusal.evidence(), hidden ? null : refusal.sealedEvidence());
    }
}
