package org.trialbook.console.page;

/// A page that is reached from the rail. A controller is in it by implementing this.
public interface RailEntry {

    String path();

    String label();

    /// The question from whose answer the page is made: it is shown to whom the record answers that.
    String question();

    /// Where it stands in the rail: work above, the study below.
    int place();
}
