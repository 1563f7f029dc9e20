package org.trialbook.trial.note;

import static org.trialbook.access.Role.BLINDED_STATISTICIAN;
import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.MONITOR;
import static org.trialbook.access.Role.PHARMACIST;
import static org.trialbook.access.Role.PROGRAMMER;
import static org.trialbook.access.Role.STATISTICIAN;
import static org.trialbook.access.Role.UNBLINDED_MONITOR;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.CasebookNote;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.NoteEvent.NoteAdded;
import org.trialbook.event.NoteEvent.SealedNoteAdded;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.PlaceRules;
import org.trialbook.trial.rules.SubjectAct;

/// Adds a note to an item, a form, a visit or a subject. That of somebody who may know what is sealed is for
/// those alone who may know it, too.
public final class AddNote extends SubjectAct<AddNote.Body, SubjectState> {

    /// @param visit absent: all of the subject, or a form that stands outside of any visit
    /// @param form absent: all of the visit
    /// @param key which entry of a form that repeats; absent: all of them
    /// @param item absent: all of the form
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Body(
            @Nullable String visit,
            @Nullable String form,
            @Nullable String key,
            @Nullable String item,
            @Text String text) {

        CasebookPlace about() {
            return new CasebookPlace(visit, form, key, item);
        }
    }

    public AddNote() {
        super(
                "add-note",
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
                BLINDED_STATISTICIAN);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, SubjectState>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                (command, subject) -> PlaceRules.known(subject, command.body().about()),
                (command, subject) -> PlaceRules.mayKnow(subject, command.body().about(), command.actor()));
    }

    @Override
    public SubjectState initial(Command<SubjectId, Body> command) {
        return new SubjectState();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, SubjectState subject) {
        CasebookNote note =
                new CasebookNote(command.body().about(), command.body().text());
        return Outcome.recorded(
                PlaceRules.mayKnowWhatIsSealed(subject, command.actor())
                        ? new SealedNoteAdded(
                                command.study(),
                                command.target(),
                                command.target().site(),
                                Sealed.of(note))
                        : new NoteAdded(
                                command.study(),
                                command.target(),
                                command.target().site(),
                                note));
    }
}
