package org.trialbook.trial.valueimport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.FormStates;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;

/// The forms of every subject of whom a file speaks, each as the ordinary acts know them.
final class ImportStates implements Fold {
    private final ImportFile file;
    private final Map<SubjectId, FormStates> subjects = new LinkedHashMap<>();
    private boolean published;
    /// What becomes of each row, once it was decided: deciding goes on from row to row, and is done once.
    private @Nullable List<RowDecision> decided;

    ImportStates(ImportFile file) {
        this.file = file;
        file.subjects().forEach(subject -> subjects.put(subject, FormStates.coding()));
    }

    @Override
    public void apply(RecordedEvent recorded) {
        published |= recorded.event() instanceof ProtocolPublished;
        SubjectId about = recorded.event() instanceof SubjectEvent event
                ? event.subject()
                : recorded.event().aboutSubject().orElse(null);
        if (about == null) {
            subjects.values().forEach(forms -> forms.apply(recorded));
        } else if (subjects.containsKey(about)) {
            forms(about).apply(recorded);
        }
    }

    boolean published() {
        return published;
    }

    ImportFile file() {
        return file;
    }

    /// The forms of a subject of whom the file speaks.
    FormStates forms(SubjectId subject) {
        return subjects.computeIfAbsent(subject, unknown -> FormStates.coding());
    }

    /// The submissions for which recording a form waits, of every subject.
    Boundary awaited(String act) {
        List<Boundary.Criterion> criteria = new ArrayList<>();
        for (FormStates forms : subjects.values()) {
            for (String code : forms.subject().awaitedReads(act)) {
                criteria.add(
                        new Boundary.Criterion(Set.of(ReadSubmitted.class), Set.of(EventTag.of(new ReadCode(code)))));
            }
        }
        return new Boundary(criteria);
    }

    List<RowDecision> decided(OrdinaryActs acts, Command<?, ImportValues.Body> command) {
        List<RowDecision> all = decided;
        if (all == null) {
            all = new RowDecisions(acts, command, this).all();
            decided = all;
        }
        return all;
    }
}
