package org.trialbook.event;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.trialbook.ledger.Sha256;

/// What concerns the dictionaries in which answers are coded.
public sealed interface DictionaryEvent extends StudyEvent {

    /// Terms of a dictionary were loaded. They stand beside the log, under their hash, and in no bundle: whoever owns a
    /// dictionary licenses it, and each answer holds the term that its code had.
    ///
    /// @param dictionary as the protocol names it
    /// @param contentHash SHA-256 of the file's UTF-8 bytes, lower-case hexadecimal
    /// @param terms how many it has
    @Stored("DictionaryLoaded")
    record DictionaryLoaded(StudyId study, String dictionary, String version, String contentHash, int terms)
            implements DictionaryEvent, ToBlinded.Shown {

        /// Of a file, which whoever records the event puts beside the log.
        public static DictionaryLoaded of(StudyId study, String dictionary, String version, String file, int terms) {
            String hash = HexFormat.of().formatHex(Sha256.digest().digest(file.getBytes(StandardCharsets.UTF_8)));
            TextsBesideTheLog.keep(hash, file);
            return new DictionaryLoaded(study, dictionary, version, hash, terms);
        }
    }
}
