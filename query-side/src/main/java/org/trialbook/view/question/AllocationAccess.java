package org.trialbook.view.question;

import java.util.Collection;
import org.trialbook.access.Caller;

/// Records that somebody is about to be shown what is sealed. There is none where nothing can be opened.
public interface AllocationAccess {

    /// Throws a `ProblemException` (503) when it cannot be recorded: then nothing may be shown.
    ///
    /// @param view the question through which
    /// @param subjects of whom anything is shown; none when it is figures only
    void record(Caller caller, String view, Collection<String> subjects);
}
