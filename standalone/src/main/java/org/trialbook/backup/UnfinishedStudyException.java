package org.trialbook.backup;

import java.util.OptionalLong;
import org.trialbook.event.StudyId;

/// A study is not finished, so that there is nothing to archive yet.
public final class UnfinishedStudyException extends RuntimeException {
    private UnfinishedStudyException(String message) {
        super(message);
    }

    /// @param locked where the record says that the study is locked
    /// @param signed how many events the newest checkpoint covers
    /// @throws UnfinishedStudyException when it is not, or nobody has signed that yet
    static void require(StudyId study, OptionalLong locked, long signed) {
        if (locked.isEmpty()) {
            throw new UnfinishedStudyException(study
                    + " is not locked: an archive is made of a finished study; of one that goes on, make a backup");
        }
        if (locked.getAsLong() >= signed) {
            throw new UnfinishedStudyException(
                    "%s was locked at position %d, which no checkpoint covers yet: wait until one is signed"
                            .formatted(study, locked.getAsLong()));
        }
    }
}
