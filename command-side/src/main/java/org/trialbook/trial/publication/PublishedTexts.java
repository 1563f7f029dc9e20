package org.trialbook.trial.publication;

import org.trialbook.event.DictionaryEvent.DictionaryLoaded;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TextsBesideTheLog;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.media.StoredTexts;

/// Puts a protocol that no line holds, and a dictionary's terms, beside the log, before the event that names it
/// is appended: what the record names is there. One whose event loses a race stays, and is named by nothing.
public final class PublishedTexts {

    private final StoredTexts texts;

    public PublishedTexts(StoredTexts texts) {
        this.texts = texts;
    }

    public void store(TrialEvent event) {
        switch (event) {
            case ProtocolPublished published
            when published.inLine() == null -> texts.store(published.contentHash(), published.content());
            case DictionaryLoaded loaded ->
                texts.store(loaded.contentHash(), TextsBesideTheLog.text(loaded.contentHash()));
            default -> {}
        }
    }
}
