package org.trialbook.view.answer;

/// Where questions are asked.
public final class Paths {

    public static final String STUDY = "/api/v1/studies/{study}";

    /// Whatever shows an allocation lies below this.
    public static final String UNBLINDED = STUDY + "/unblinded";

    private Paths() {}
}
