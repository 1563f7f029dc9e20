package org.trialbook.trial.reading;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.ReadingEvent.RecordingTakenBack;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.EventLine;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.FormRules;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// Takes a recording back that was registered where it does not belong: of the wrong subject, visit or file. It stays
/// in the record and counts nowhere, whoever has read it; its place can be registered again, and its files where they
/// belong.
public final class TakeBackRecording extends SubjectAct<TakeBackRecording.Body, SubjectState> {

    /// @param because sealed
    public record Body(
            @Text(longest = 40) String visit,
            @Text(longest = 40) String modality,
            @Text String because) {

        String recording() {
            return visit + "/" + modality;
        }
    }

    public TakeBackRecording() {
        super("take-back-recording", Body.class, COORDINATOR, INVESTIGATOR, DATA_MANAGER);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    /// The code under which it was registered.
    @Override
    public Map<String, Object> receipt(RecordedEvent first, List<EventLine.Tag> tags) {
        return first.event() instanceof RecordingTakenBack taken
                ? Map.of("read", taken.read().value())
                : Map.of();
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, SubjectState>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                TakeBackRecording::registered,
                TakeBackRecording::mayChange);
    }

    @Override
    public SubjectState initial(Command<SubjectId, Body> command) {
        return new SubjectState();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, SubjectState subject) {
        Body body = command.body();
        return Outcome.recorded(new RecordingTakenBack(
                command.study(),
                subject.recording(body.recording()).orElseThrow(),
                command.target(),
                command.target().site(),
                body.visit(),
                body.modality(),
                Sealed.of(body.because())));
    }

    /// What was planned when it was registered need not be planned any more.
    private static @Nullable Refusal registered(Command<SubjectId, Body> command, SubjectState subject) {
        Body body = command.body();
        return subject.recording(body.recording()).isPresent()
                ? null
                : SharedReasons.nothingRecorded().with("visit", body.visit()).with("modality", body.modality());
    }

    private static @Nullable Refusal mayChange(Command<SubjectId, Body> command, SubjectState subject) {
        return FormRules.mayChange(subject, CasebookPlace.visit(command.body().visit()));
    }
}
