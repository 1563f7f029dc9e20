package org.trialbook.trial.valueimport;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.PROGRAMMER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.DictionaryEvent.DictionaryLoaded;
import org.trialbook.event.EventTag;
import org.trialbook.event.ImportEvent.ImportUndone;
import org.trialbook.event.ImportEvent.ValuesImported;
import org.trialbook.event.SiteId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.media.UploadedMedia;
import org.trialbook.trial.rules.SharedReasons;

/// Takes an import back, all of it that still stands or nothing: see [UndoneImport].
public final class UndoImport extends Act<SiteId, UndoImport.Body, UndoStates> {
    private static final Reason NO_SUCH_IMPORT =
            Reason.of("no-such-import", "What is undone was brought in at this site by import-values.");
    private static final Reason ALREADY_UNDONE = Reason.of("import-already-undone", "An import is undone once.");
    private static final Reason NOT_UNDONE = Reason.of(
            "import-not-undone",
            "An import is undone as a whole or not at all: what stands against a part of it is said by its place.");
    private static final Reason NOTHING_LEFT =
            Reason.of("nothing-left-of-the-import", "Something that was brought in still stands.");

    /// What a refusal lists.
    private static final int SHOWN = 20;

    private final List<Rule<Command<SiteId, Body>, UndoStates>> rules = List.of(
            (command, states) -> states.published() ? null : SharedReasons.noProtocol(),
            UndoImport::found,
            UndoImport::notUndone,
            this::everyPartStands,
            this::somethingLeft);

    private final OrdinaryActs acts;

    /// @param importId as its receipt says
    /// @param because on a form with something sealed it is sealed
    public record Body(
            @Text(longest = 64) String importId, @Text String because) {}

    public UndoImport(UploadedMedia uploads) {
        super("undo-import", Target.SITE, Body.class, COORDINATOR, INVESTIGATOR, PROGRAMMER);
        this.acts = new OrdinaryActs(uploads);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public boolean ofSeveralSubjects() {
        return true;
    }

    @Override
    public Boundary boundary(Command<SiteId, Body> command) {
        return Boundary.none()
                .andVersionsAt(command.target())
                .andTypes(DictionaryLoaded.class)
                .and(new Boundary.Criterion(
                        Set.of(ValuesImported.class, ImportUndone.class),
                        Set.of(new EventTag(EventTag.SITE, command.target().value()))));
    }

    @Override
    public Boundary further(Command<SiteId, Body> command, UndoStates states) {
        return states.ofSubjects();
    }

    @Override
    public UndoStates initial(Command<SiteId, Body> command) {
        return new UndoStates(
                command.target(), command.said().map(Body::importId).orElse(""));
    }

    @Override
    protected List<Rule<Command<SiteId, Body>, UndoStates>> rules() {
        return rules;
    }

    @Override
    protected Outcome accept(Command<SiteId, Body> command, UndoStates states) {
        UndoneImport undone = states.decided(acts, command);
        int forms = (int) undone.events().stream()
                .filter(EnteredInError.class::isInstance)
                .count();
        List<TrialEvent> events = new ArrayList<>(undone.events());
        events.addFirst(new ImportUndone(
                command.study(), command.target(), command.body().importId(), forms, events.size() - forms));
        return new Outcome.Recorded(events, undone.tags(), Map.of());
    }

    private static @Nullable Refusal found(Command<SiteId, Body> command, UndoStates states) {
        String importId = command.body().importId();
        return states.found() ? null : NO_SUCH_IMPORT.with("importId", importId);
    }

    private static @Nullable Refusal notUndone(Command<SiteId, Body> command, UndoStates states) {
        return states.undone() ? ALREADY_UNDONE.refusal() : null;
    }

    /// Where somebody takes back what they must not know, that is what is answered, and recorded.
    private @Nullable Refusal everyPartStands(Command<SiteId, Body> command, UndoStates states) {
        command.body();
        List<UndoneImport.Refused> refused = states.decided(acts, command).refused();
        for (UndoneImport.Refused each : refused) {
            if (each.refusal().reason().recorded()) {
                return each.refusal();
            }
        }
        if (refused.isEmpty()) {
            return null;
        }
        Refusal refusal = NOT_UNDONE.with("refused", refused.size());
        for (UndoneImport.Refused each : refused.subList(0, Math.min(SHOWN, refused.size()))) {
            refusal = refusal.with(
                    each.place(), each.refusal().name() + each.refusal().evidence());
        }
        return refusal;
    }

    private @Nullable Refusal somethingLeft(Command<SiteId, Body> command, UndoStates states) {
        command.body();
        return states.decided(acts, command).events().isEmpty() ? NOTHING_LEFT.refusal() : null;
    }
}
