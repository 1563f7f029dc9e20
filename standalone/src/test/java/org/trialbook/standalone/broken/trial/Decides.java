package org.trialbook.standalone.broken.trial;

/// Stands for something of the command side.
public final class Decides {
    public String decided() {
        return "decided";
    }
}
