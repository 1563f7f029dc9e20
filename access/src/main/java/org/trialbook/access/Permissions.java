package org.trialbook.access;

import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.trialbook.access.problem.NoSuchException;
import org.trialbook.access.problem.NotPermittedException;
import org.trialbook.access.problem.StaleSignInException;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;

/// The checks every endpoint makes first, in this order: the role, then the place.
///
/// Both are decided from the token and the URL alone, before anything is looked up, so that neither the
/// answer nor the time it takes can depend on what the record holds.
public final class Permissions {

    private Permissions() {}

    /// @throws NotPermittedException (403) when the caller's role may not do this act
    public static void require(Caller caller, Permission permission) {
        if (!permission.openTo(caller.role())) {
            throw NotPermittedException.act(permission.act(), caller.role().storedName());
        }
    }

    /// @throws NotPermittedException (403) when the caller's role may not ask this question, or the study's protocol
    ///     does not let it know the answer
    public static void require(Caller caller, QuestionPermission question) {
        String role = caller.role().storedName();
        if (question.openAfterUnblinding(caller.role())) {
            throw NotPermittedException.beforeUnblinding(question.name(), role);
        }
        if (!question.openTo(caller)) {
            throw NotPermittedException.question(question.name(), role);
        }
    }

    /// The same, for a question that a role may ask from the study's unblinding on.
    ///
    /// @param unblinded whether that was recorded; looked up for such a role only
    /// @throws NotPermittedException (403) when the caller's role may not ask this question, or not yet
    public static void require(Caller caller, QuestionPermission question, BooleanSupplier unblinded) {
        if (!question.openAfterUnblinding(caller.role()) || !unblinded.getAsBoolean()) {
            require(caller, question);
        }
    }

    /// Whether the role may know places in the record, and so how many events there are and where some are withheld:
    /// the roles that may have the record itself, as a bundle, whole or redacted.
    public static boolean mayKnowPositions(Role role) {
        return SharedQuestions.BUNDLE.openTo(role) || SharedQuestions.REDACTED_BUNDLE.openTo(role);
    }

    /// Passes everybody who isn't site staff.
    ///
    /// @throws NoSuchException (404) when the site is not the caller's: what an unknown site gets
    public static void ownSite(Caller caller, SiteId site) {
        if (caller.role().atSite() && !site.equals(caller.site())) {
            throw NoSuchException.site();
        }
    }

    /// Passes everybody who isn't site staff. A subject's site is the first half of its id.
    ///
    /// @throws NoSuchException (404) when the subject is another site's: what an unknown subject gets
    public static void ownSubject(Caller caller, SubjectId subject) {
        if (caller.role().atSite() && !siteOf(subject).equals(caller.site())) {
            throw NoSuchException.subject();
        }
    }

    /// This is checked after role and place, so that nobody is sent to sign in again for an act that they may not
    /// do.
    ///
    /// @throws StaleSignInException (401) when the caller did not sign in within the last five minutes
    public static void fresh(SignIn signIn, Clock clock) {
        if (!signIn.fresh(clock)) {
            throw new StaleSignInException(SignIn.FRESH);
        }
    }

    private static SiteId siteOf(SubjectId subject) {
        return new SiteId(subject.value().substring(0, subject.value().indexOf('-')));
    }
}
