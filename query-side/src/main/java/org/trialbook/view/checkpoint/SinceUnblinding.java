package org.trialbook.view.checkpoint;

import static org.trialbook.view.unblindings.StudyUnblindingProjection.BLIND;

import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.QuestionPermission;
import org.trialbook.view.projection.AsOf;
import org.trialbook.view.projection.Views;

/// Lets site staff ask how many events there are, and for proofs of theirs, from the study's unblinding on: until
/// then the number would tell them of acts that they must not hear of.
public final class SinceUnblinding {

    private final Views views;

    public SinceUnblinding(Views views) {
        this.views = views;
    }

    /// @throws org.trialbook.access.problem.NotPermittedException (403) when the caller may not ask this, or not
    ///     yet
    public void require(Caller caller, QuestionPermission question) {
        Permissions.require(caller, question, this::recorded);
    }

    /// Whether the study is unblinded.
    public boolean recorded() {
        return views.ask(
                        new AsOf.Now(),
                        moment -> moment.all(BLIND).values().stream().anyMatch(blind -> blind.unblinded() != null))
                .body();
    }
}
