package org.trialbook.view.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.protocol.Seals;
import org.trialbook.view.projection.TrialRecord;

/// Whether what the published protocol marks as revealing the arm is sealed: no answer to such an item stands in
/// the open, and no reason of a correction on a form that has one. What one version marked, the later ones cannot
/// open. Nothing has to be opened to see that.
public final class RevealingItemAudit {

    private final List<SealedFieldAudit.SealedFieldFinding> findings = new ArrayList<>();
    private final Map<ReadCode, String> modalities = new HashMap<>();
    private Seals seals = Seals.NONE;

    private RevealingItemAudit() {}

    public static List<SealedFieldAudit.SealedFieldFinding> neglectedIn(TrialRecord record) {
        RevealingItemAudit marks = new RevealingItemAudit();
        record.events(0, record.size(), event -> event)
                .forEach(recorded -> marks.look(recorded.position(), recorded.event()));
        return marks.findings;
    }

    private void look(long position, TrialEvent event) {
        switch (event) {
            case ProtocolPublished published -> seals = seals.after(published);
            case AssessmentRecorded recorded -> {
                recorded.values().keySet().forEach(item -> answered(position, recorded.form(), item));
                kept(position, recorded.form(), recorded.kept());
            }
            case ValueCorrected corrected -> {
                kept(position, corrected.form(), corrected.kept());
                Correction open = corrected.correction();
                if (open != null) {
                    answered(position, corrected.form(), open.item());
                    if (!open.reasonSealed() && seals.anyOn(corrected.form())) {
                        add(position, "why '%s' of '%s' was corrected".formatted(open.item(), corrected.form()));
                    }
                }
            }
            case ReadRegistered registered -> modalities.put(registered.read(), registered.modality());
            case FurtherReadRegistered further -> modalities.put(further.read(), further.modality());
            case ReadSubmitted submitted -> {
                String form = ReadPlan.formOf(modalities.getOrDefault(submitted.read(), ""));
                submitted.values().keySet().forEach(item -> answered(position, form, item));
            }
            default -> {}
        }
    }

    private void answered(long position, String form, String item) {
        if (seals.isSealed(form, item)) {
            add(position, "'%s' of '%s'".formatted(item, form));
        }
    }

    private void kept(long position, String form, Map<String, String> kept) {
        if (!kept.isEmpty() && seals.anyOn(form)) {
            add(position, "why answers of '%s' were kept".formatted(form));
        }
    }

    private void add(long position, String what) {
        findings.add(new SealedFieldAudit.SealedFieldFinding(
                position, what + " stands in the open, and the protocol says that it tells the arm"));
    }
}
