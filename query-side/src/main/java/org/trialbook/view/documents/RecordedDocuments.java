package org.trialbook.view.documents;

import java.util.Set;
import org.trialbook.casebook.StudyDocuments;
import org.trialbook.event.DocumentEvent.DocumentActivated;
import org.trialbook.event.DocumentEvent.DocumentOpened;
import org.trialbook.event.DocumentEvent.DocumentPublished;
import org.trialbook.event.EventTypes;
import org.trialbook.view.projection.TrialRecord;

/// The documents as they stood at a size of the record.
final class RecordedDocuments {
    private static final Set<String> TYPES = Set.of(
            EventTypes.nameOf(DocumentPublished.class).qualified(),
            EventTypes.nameOf(DocumentActivated.class).qualified(),
            EventTypes.nameOf(DocumentOpened.class).qualified());

    private RecordedDocuments() {}

    static StudyDocuments of(TrialRecord record, long size) {
        StudyDocuments documents = new StudyDocuments();
        for (long position : record.ofTypes(TYPES, 0, size)) {
            record.event(position)
                    .ifPresent(recorded -> documents.apply(recorded.event(), recorded.recordedAt(), recorded.actor()));
        }
        return documents;
    }
}
