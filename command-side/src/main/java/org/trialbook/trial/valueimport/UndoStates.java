package org.trialbook.trial.valueimport;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.FormStates;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.StatedFacts;
import org.trialbook.event.DictionaryEvent.DictionaryLoaded;
import org.trialbook.event.EventTag;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ImportEvent.ImportUndone;
import org.trialbook.event.ImportEvent.ValuesImported;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.StudyEvent.VersionActivated;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.UrgentVersionEvent.VersionActivatedAtOnce;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;

/// An import, and all that is recorded of the subjects of whom it spoke. Which subjects those are the import tells, so
/// what is told before is kept, and everything is looked at in the record's order.
final class UndoStates implements Fold {
    private final SiteId site;
    private final String importId;
    private final SortedMap<Long, RecordedEvent> told = new TreeMap<>();
    private final Set<SubjectId> subjects = new HashSet<>();
    private @Nullable ValuesImported imported;
    private long at;
    private boolean undone;
    private @Nullable UndoneImport decided;

    /// What the ordinary acts know of one subject.
    ///
    /// @param facts for mark-entered-in-error
    /// @param forms for correct-value
    record Known(StatedFacts facts, FormStates forms) {
        void apply(RecordedEvent recorded) {
            facts.apply(recorded);
            forms.apply(recorded);
        }
    }

    /// @param importId empty where nobody has said which
    UndoStates(SiteId site, String importId) {
        this.site = site;
        this.importId = importId;
    }

    @Override
    public void apply(RecordedEvent recorded) {
        switch (recorded.event()) {
            case ValuesImported e
            when e.importId().equals(importId) -> {
                imported = e;
                at = recorded.position();
                subjects.addAll(e.subjects());
            }
            case ImportUndone e -> undone |= e.importId().equals(importId);
            default -> {}
        }
        if (concerns(recorded.event())) {
            told.put(recorded.position(), recorded);
        }
    }

    private boolean concerns(TrialEvent event) {
        return switch (event) {
            case ProtocolPublished _, DictionaryLoaded _ -> true;
            case SiteOpened e -> e.site().equals(site);
            case VersionActivated e -> e.site().equals(site);
            case VersionActivatedAtOnce e -> e.site().equals(site);
            default -> event.aboutSubject().filter(subjects::contains).isPresent();
        };
    }

    boolean published() {
        return told.values().stream().anyMatch(recorded -> recorded.event() instanceof ProtocolPublished);
    }

    boolean found() {
        return imported != null;
    }

    boolean undone() {
        return undone;
    }

    /// What was brought in, from the last to the first: an import's events stand behind the one that tells of it.
    List<RecordedEvent> imported() {
        return imported == null
                ? List.of()
                : told.tailMap(at + 1).values().stream()
                        .filter(recorded -> recorded.event() instanceof AssessmentRecorded
                                || recorded.event() instanceof ValueCorrected)
                        .limit(imported.events())
                        .toList()
                        .reversed();
    }

    Map<SubjectId, Known> known() {
        Map<SubjectId, Known> known = new HashMap<>();
        subjects.forEach(subject -> known.put(subject, new Known(new StatedFacts(), FormStates.coding())));
        for (RecordedEvent recorded : told.values()) {
            SubjectId about = recorded.event().aboutSubject().orElse(null);
            if (about == null) {
                known.values().forEach(each -> each.apply(recorded));
            } else if (known.containsKey(about)) {
                known.get(about).apply(recorded);
            }
        }
        return known;
    }

    /// Everything about the subjects that are known so far.
    Boundary ofSubjects() {
        return new Boundary(subjects.stream()
                .map(subject ->
                        new Boundary.Criterion(Set.of(), Set.of(new EventTag(EventTag.SUBJECT, subject.value()))))
                .toList());
    }

    UndoneImport decided(OrdinaryActs acts, Command<SiteId, UndoImport.Body> command) {
        UndoneImport all = decided;
        if (all == null) {
            all = UndoneImport.of(acts, command, this);
            decided = all;
        }
        return all;
    }
}
