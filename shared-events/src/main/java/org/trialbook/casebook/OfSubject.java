package org.trialbook.casebook;

/// What is known of one subject, and perhaps more: the rules that many acts share ask no more than this.
public interface OfSubject {
    SubjectState subject();
}
