package org.trialbook.standalone.broken.view;

import org.trialbook.standalone.broken.trial.Decides;

/// A view that uses the command side: what the rule must reject.
public final class Peeks {
    public String peeked() {
        return new Decides().decided();
    }
}
