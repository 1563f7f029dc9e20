package org.trialbook.trial.signature;

import java.util.List;
import org.trialbook.casebook.FormStates;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.ManySubjectsAct;

/// Signs all that is recorded of several subjects of a site, with one fresh sign-in; see [SignForms].
public final class SignCasebooks extends ManySubjectsAct<SiteId, SignCasebooks.Body, SignForms.Body, FormStates> {
    /// @param subjects whose casebooks are signed, each once
    public record Body(
            List<SubjectId> subjects,

            @Text(oneOf = {"authorship", "review", "approval", "responsibility"})
            String meaning) {
        public Body {
            requireEachOnce("subjects", subjects);
        }
    }

    public SignCasebooks() {
        super("sign-casebooks", Target.SITE, Body.class, new SignForms());
    }

    @Override
    protected List<Part<SignForms.Body>> parts(Command<SiteId, Body> command) {
        SignForms.Body all = new SignForms.Body(null, null, null, command.body().meaning());
        return command.body().subjects().stream()
                .map(subject -> new Part<>(subject, all, subject.value()))
                .toList();
    }
}
