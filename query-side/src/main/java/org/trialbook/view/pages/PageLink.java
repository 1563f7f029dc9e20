package org.trialbook.view.pages;

import org.trialbook.access.Question;

/// A page, and the question somebody must be allowed to ask to be shown the way to it.
///
/// @param path where it is; with `{subject}` in it, it is a page about one subject
public record PageLink(String path, String label, Question question) {

    static final String SUBJECT = "{subject}";

    boolean aboutSubject() {
        return path.contains(SUBJECT);
    }
}
