package org.trialbook.view.blind;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookEvent.FormLockChanged;
import org.trialbook.event.CasebookEvent.FormsSigned;
import org.trialbook.event.CasebookEvent.SourceVerified;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.FormInstance;
import org.trialbook.event.FormLock;
import org.trialbook.event.SignatureMeaning;
import org.trialbook.event.SignedForm;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.Story;

/// What is done with the forms of a subject: what somebody blinded does with them is open, whatever was recorded, and
/// what is sealed of a verification is withheld. It draws from generators of its own, so that it moves no other deed.
final class CasebookDeeds {
    private final GeneratedTrial trial;
    private final SubjectCourse course;
    private final RandomGenerator open;
    private final boolean all;

    /// @param all whether everything happens
    CasebookDeeds(GeneratedTrial trial, SubjectCourse course, boolean all) {
        this.trial = trial;
        this.course = course;
        this.open = Secrets.generator(course.subject.hashCode());
        this.all = all;
    }

    /// Of the forms of a visit that took place.
    void after(String visit) {
        CasebookPlace place = CasebookPlace.visit(visit);
        CasebookPlace ecg = CasebookPlace.form(visit, "ecg");
        if (all || open.nextBoolean()) {
            done(People.central(Role.MONITOR), verified(open.nextBoolean() ? ecg.at("qrs-duration") : place, null));
        }
        for (int more = all ? 1 : trial.aside.nextInt(3); more > 0; more--) {
            String item = trial.asideSecrets.one(List.of("qrs-duration", "paced-capture", "his-width"));
            done(People.central(Role.UNBLINDED_MONITOR), verified(null, Sealed.of(ecg.at(item))));
        }
        if (all || open.nextBoolean()) {
            done(course.by(Role.INVESTIGATOR), signed(visit));
        }
        if (all || open.nextInt(3) == 0) {
            locked(place, FormLock.FROZEN);
            locked(place, FormLock.UNFROZEN);
            locked(place, FormLock.LOCKED);
            if (open.nextBoolean()) {
                locked(place, FormLock.UNLOCK_REQUESTED);
                locked(place, FormLock.UNLOCKED);
            }
        }
    }

    /// The leaf hashes are those of the lines: whoever writes them knows them.
    private FormsSigned signed(String visit) {
        return new FormsSigned(
                Story.STUDY,
                course.subject,
                course.site,
                SignatureMeaning.APPROVAL,
                List.of(
                        SignedForm.of(new FormInstance(visit, "device", null), List.of()),
                        SignedForm.of(new FormInstance(visit, "ecg", null), List.of())));
    }

    private SourceVerified verified(@Nullable CasebookPlace place, @Nullable Sealed<CasebookPlace> sealed) {
        return new SourceVerified(Story.STUDY, course.subject, course.site, place, sealed);
    }

    private void locked(CasebookPlace place, FormLock step) {
        done(
                People.central(Role.DATA_MANAGER),
                new FormLockChanged(Story.STUDY, course.subject, course.site, place, step, "all is answered"));
    }

    private void done(EventLine.Actor actor, TrialEvent event) {
        trial.deeds.add(new Deed(event, actor, null, null, 0));
    }
}
