package org.trialbook.trial.valueimport;

import org.trialbook.trial.assessment.RecordAssessment;
import org.trialbook.trial.correction.CorrectValue;
import org.trialbook.trial.correction.MarkEnteredInError;
import org.trialbook.trial.media.UploadedMedia;

/// The acts by which somebody would do by hand what a file does, and what undoes it.
record OrdinaryActs(RecordAssessment record, CorrectValue correct, MarkEnteredInError mark) {
    OrdinaryActs(UploadedMedia uploads) {
        this(new RecordAssessment(uploads), new CorrectValue(uploads), new MarkEnteredInError());
    }
}
