package org.trialbook.trial.publication;

import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.media.StoredTexts;

/// Puts a protocol that no line holds beside the log, before the event that names it is appended: what the record
/// names is there. One whose event loses a race stays, and is named by nothing.
public final class PublishedTexts {

    private final StoredTexts texts;

    public PublishedTexts(StoredTexts texts) {
        this.texts = texts;
    }

    public void store(TrialEvent event) {
        if (event instanceof ProtocolPublished published && published.inLine() == null) {
            texts.store(published.contentHash(), published.content());
        }
    }
}
