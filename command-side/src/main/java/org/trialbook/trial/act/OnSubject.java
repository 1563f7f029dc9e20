package org.trialbook.trial.act;

import org.trialbook.event.SubjectId;

/// An act on one subject.
public interface OnSubject extends Act {
    SubjectId subject();
}
