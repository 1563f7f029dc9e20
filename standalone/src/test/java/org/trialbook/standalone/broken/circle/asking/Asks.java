package org.trialbook.standalone.broken.circle.asking;

import org.trialbook.standalone.broken.circle.answering.Answers;

/// Leans on a package that leans on this one: what the rule must reject.
public final class Asks {
    public String asked() {
        return new Answers().answered();
    }
}
