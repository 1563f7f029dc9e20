package org.trialbook.trial.document;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.BLINDED_STATISTICIAN;
import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INSPECTOR;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.MONITOR;
import static org.trialbook.access.Role.PHARMACIST;
import static org.trialbook.access.Role.PROGRAMMER;
import static org.trialbook.access.Role.SAFETY_BOARD;
import static org.trialbook.access.Role.SPONSOR;
import static org.trialbook.access.Role.STATISTICIAN;
import static org.trialbook.access.Role.UNBLINDED_MONITOR;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.StudyDocuments.Opening;
import org.trialbook.event.DocumentEvent.DocumentOpened;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SharedReasons;

/// Opens a version of a document: from then on whoever did is given the file. It is recorded once for each account, so
/// that it is known who had which version before them.
public final class OpenDocument extends DocumentAct<StudyId, OpenDocument.Body> {
    private static final Reason NOT_AT_THE_SITE =
            Reason.of("document-not-at-the-site", "A site opens the versions of documents that are activated for it.");

    public record Body(
            @Text(longest = 40) String document,
            @Text(longest = 40) String version) implements OfDocument {}

    public OpenDocument() {
        super(
                "open-document",
                Target.STUDY,
                Body.class,
                COORDINATOR,
                INVESTIGATOR,
                IMPLANTER,
                PROGRAMMER,
                PHARMACIST,
                MONITOR,
                UNBLINDED_MONITOR,
                DATA_MANAGER,
                STATISTICIAN,
                BLINDED_STATISTICIAN,
                SAFETY_BOARD,
                INSPECTOR,
                SPONSOR,
                ADMINISTRATOR);
    }

    @Override
    public boolean endsWithTheLock() {
        return false;
    }

    @Override
    boolean looksAtOpenings() {
        return true;
    }

    @Override
    List<Rule<Command<StudyId, Body>, Documents>> further() {
        return List.of(DocumentAct::published, OpenDocument::atTheSite, OpenDocument::once);
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, Documents state) {
        Body body = command.body();
        return Outcome.recorded(
                new DocumentOpened(command.study(), command.actor().site(), body.document(), body.version()));
    }

    private static @Nullable Refusal atTheSite(Command<StudyId, Body> command, Documents state) {
        SiteId site = command.actor().site();
        Body body = command.body();
        boolean there = site == null
                || state.documents()
                                .version(body.document(), body.version())
                                .orElseThrow()
                                .validFrom(site)
                        != null;
        return there ? null : NOT_AT_THE_SITE.with("document", body.document()).with("version", body.version());
    }

    private static @Nullable Refusal once(Command<StudyId, Body> command, Documents state) {
        Opening earlier = state.documents()
                .version(command.body().document(), command.body().version())
                .orElseThrow()
                .openedBy(command.actor().id());
        return earlier == null ? null : SharedReasons.alreadyRecorded("its opening on " + earlier.at());
    }
}
