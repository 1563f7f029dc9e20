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
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.CasebookNote;
import org.trialbook.event.CasebookNote.OnPaper;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.NoteEvent.NoteAdded;
import org.trialbook.event.NoteEvent.SealedNoteAdded;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.DayBounds;
import org.trialbook.trial.rules.PlaceRules;
import org.trialbook.trial.rules.SubjectAct;

/// Adds a note to an item, a form, a visit or a subject. That of somebody who may know what is sealed is for
/// those alone who may know it, too.
public final class AddNote extends SubjectAct<AddNote.Body, SubjectState> {
    private static final Reason WHO_AND_WHEN = Reason.of(
            "written-by-whom-and-when",
            "What was written on paper has somebody who wrote it, and a day: both or neither.");

    /// @param visit absent: all of the subject, or a form that stands outside of any visit
    /// @param form absent: all of the visit
    /// @param key which entry of a form that repeats; absent: all of them
    /// @param item absent: all of the form
    /// @param writtenBy whoever wrote on paper what is entered there, while the record could not be reached
    /// @param writtenOn the day of it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Body(
            @Nullable String visit,
            @Nullable String form,
            @Nullable String key,
            @Nullable String item,
            @Text String text,
            @Text(longest = 100) @Nullable String writtenBy,
            @Nullable LocalDate writtenOn) {

        Body(@Nullable String visit, @Nullable String form, @Nullable String key, @Nullable String item, String text) {
            this(visit, form, key, item, text, null, null);
        }

        CasebookPlace about() {
            return new CasebookPlace(visit, form, key, item);
        }

        @Nullable
        OnPaper onPaper() {
            return writtenBy == null || writtenOn == null ? null : new OnPaper(writtenBy, writtenOn);
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
                (command, subject) -> PlaceRules.mayKnow(subject, command.body().about(), command.actor()),
                AddNote::whoAndWhen,
                AddNote::written);
    }

    @Override
    public SubjectState initial(Command<SubjectId, Body> command) {
        return new SubjectState();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, SubjectState subject) {
        CasebookNote note = new CasebookNote(
                command.body().about(), command.body().text(), command.body().onPaper());
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

    private static @Nullable Refusal whoAndWhen(Command<SubjectId, Body> command, SubjectState subject) {
        Body body = command.body();
        return (body.writtenBy() == null) == (body.writtenOn() == null) ? null : WHO_AND_WHEN.refusal();
    }

    private static @Nullable Refusal written(Command<SubjectId, Body> command, SubjectState subject) {
        LocalDate on = command.body().writtenOn();
        return on == null ? null : DayBounds.refusal(on, today(command, subject));
    }
}
