package org.trialbook.standalone.broken.circle.answering;

import org.trialbook.standalone.broken.circle.asking.Asks;

/// Leans on a package that leans on this one: what the rule must reject.
public final class Answers {
    public String answered() {
        return "to " + Asks.class.getSimpleName();
    }
}
