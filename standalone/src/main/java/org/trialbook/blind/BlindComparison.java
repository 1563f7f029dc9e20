package org.trialbook.blind;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.event.StudyId;
import org.trialbook.view.comparison.BlindedAnswers;
import org.trialbook.view.comparison.Comparing;
import org.trialbook.view.comparison.ReencryptedRecord;
import org.trialbook.view.comparison.RevealingItemAudit;
import org.trialbook.view.comparison.SealedFieldAudit;
import org.trialbook.view.projection.TrialRecord;

/// Makes every blinded answer twice, from the record and from the same record with other bytes in every sealed box, and
/// compares them; looks at the boxes from outside, and for what should be in one; and, given the key, searches the
/// answers for what is inside.
final class BlindComparison {

    private BlindComparison() {}

    static BlindReport of(TrialRecord record, StudyId study, @Nullable BlindingKey key) {
        // The day on which the record ends: the same bundle gives the same answers for ever.
        Clock clock = Clock.fixed(record.line(record.size() - 1).recordedAt(), ZoneOffset.UTC);
        SortedMap<String, byte[]> answers = BlindedAnswers.of(record, study, clock);
        List<String> findings = new ArrayList<>();
        SortedMap<String, byte[]> others = BlindedAnswers.of(new ReencryptedRecord(record), study, clock);
        for (Comparing.Difference difference : Comparing.differences(answers, others)) {
            findings.add(
                    "depends on what is sealed: %s, from byte %d on".formatted(difference.answer(), difference.at()));
        }
        SealedFieldAudit.Report boxes = SealedFieldAudit.of(record);
        List<SealedFieldAudit.SealedFieldFinding> seen = new ArrayList<>(boxes.findings());
        seen.addAll(RevealingItemAudit.neglectedIn(record));
        for (SealedFieldAudit.SealedFieldFinding finding : seen) {
            findings.add("#%d: %s".formatted(finding.position(), finding.what()));
        }
        SealedTokens tokens = key == null ? null : SealedTokens.of(record, key);
        if (tokens != null) {
            long disclosed = tokens.disclosedAt(record.size());
            search(answers, tokens, disclosed < record.size(), findings);
            if (disclosed > 0 && disclosed < record.size()) {
                // What was told while nobody knew.
                search(BlindedAnswers.of(new Until(record, disclosed), study, clock), tokens, false, findings);
            }
        }
        return new BlindReport(
                study.value(),
                record.size(),
                answers.size(),
                Comparing.digest(answers),
                boxes.boxes(),
                List.copyOf(boxes.keys()),
                tokens == null ? null : tokens.count(),
                tokens == null ? null : tokens.unopened(),
                findings);
    }

    private static void search(
            SortedMap<String, byte[]> answers, SealedTokens tokens, boolean told, List<String> findings) {
        answers.forEach((name, bytes) -> {
            for (String token : tokens.foundIn(new String(bytes, StandardCharsets.UTF_8), told)) {
                findings.add("shows what is sealed: %s holds %s".formatted(name, token));
            }
        });
    }
}
