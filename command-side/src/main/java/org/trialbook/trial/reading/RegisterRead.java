package org.trialbook.trial.reading;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.OfSubject;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.SubjectState;
import org.trialbook.casebook.VisitStates;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.MediaAttached;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.ReadingEvent.RecordingTakenBack;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.protocol.Visit;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.media.UploadedMedia;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;
import org.trialbook.trial.rules.VisitRules;

/// Registers a recording for blinded reading: once per visit and modality, as the protocol plans it, and again once it
/// was taken back. Where two are to read it, the second read is registered with it, under a code of its own.
public final class RegisterRead extends SubjectAct<RegisterRead.Body, RegisterRead.State> {
    /// Drawn before; the next draw will differ.
    private static final Reason CODE_TAKEN = Reason.of("read-code-taken", "A read code is given once.");

    private final UploadedMedia uploads;
    private final List<Rule<Command<SubjectId, Body>, State>> rules = fact(
            RegisterRead::plannedAtTheVisit,
            this::itsVisitCanHaveBeen,
            RegisterRead::codesFree,
            RegisterRead::notRegistered,
            this::mediaFree);

    /// @param media the recording's reference in the core lab's archive, or `sha256:` and the hash of what was
    ///     uploaded
    /// @param mediaHash SHA-256 of a recording in an archive
    public record Body(
            String visit,
            String modality,
            @Text(longest = 300) String media,
            @Text(form = Text.Form.SHA256) @Nullable String mediaHash) {
        public Body {
            if (mediaHash == null && !UploadedMedia.isOne(media)) {
                throw new ProblemException(Problems.missingField("mediaHash"));
            }
        }
    }

    public RegisterRead(UploadedMedia uploads) {
        super("register-read", Body.class, COORDINATOR, INVESTIGATOR, DATA_MANAGER);
        this.uploads = uploads;
    }

    /// The code under which it was registered.
    @Override
    public Map<String, Object> receipt(RecordedEvent first, List<EventLine.Tag> tags) {
        return first.event() instanceof ReadRegistered read
                ? Map.of("read", read.read().value())
                : Map.of();
    }

    @Override
    public Boundary boundary(Command<SubjectId, Body> command) {
        Boundary boundary = super.boundary(command);
        for (ReadCode code : drawn(command)) {
            boundary = boundary.andTagged(EventTag.of(code));
        }
        // To which recording a file belongs, no tag says in what was recorded earlier.
        return uploads(command) ? boundary.andTypes(MediaAttached.class).andTypes(RecordingTakenBack.class) : boundary;
    }

    /// Whether what is registered was uploaded, as far as the command says.
    private static boolean uploads(Command<SubjectId, Body> command) {
        return command.said().filter(body -> UploadedMedia.isOne(body.media())).isPresent();
    }

    /// One for the first read, and one in case the protocol asks for two.
    private static List<ReadCode> drawn(Command<?, ?> command) {
        return ReadCodes.drawn(command.context().chance()).limit(2).toList();
    }

    /// The subject and its visits, which of the drawn codes are taken, and what belongs to a recording already.
    public static final class State implements Fold, OfSubject {
        private final VisitStates visits = new VisitStates();
        private final List<ReadCode> drawn;
        private final boolean uploads;
        private final Set<ReadCode> taken = new HashSet<>();
        /// Recording → the media objects that belong to it.
        private final Map<ReadCode, Set<String>> attached = new HashMap<>();

        State(List<ReadCode> drawn, boolean uploads) {
            this.drawn = drawn;
            this.uploads = uploads;
        }

        @Override
        public SubjectState subject() {
            return visits.subject();
        }

        @Override
        public void apply(RecordedEvent recorded) {
            visits.apply(recorded);
            switch (recorded.event()) {
                case ReadRegistered e -> take(e.read());
                case FurtherReadRegistered e -> take(e.read());
                case MediaAttached e
                when uploads ->
                    attached.computeIfAbsent(e.read(), read -> new HashSet<>()).add(e.mediaHash());
                case RecordingTakenBack e -> attached.remove(e.read());
                default -> {}
            }
        }

        private void take(ReadCode code) {
            if (drawn.contains(code)) {
                taken.add(code);
            }
        }
    }

    @Override
    public State initial(Command<SubjectId, Body> command) {
        return new State(drawn(command), uploads(command));
    }

    /// What was uploaded for the recording; null for one in an archive.
    private @Nullable StoredMedia uploaded(Body body) {
        return UploadedMedia.isOne(body.media()) ? uploads.uploaded(body.media()) : null;
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, State>> rules() {
        return rules;
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, State state) {
        Body body = command.body();
        ReadCode first = state.drawn.getFirst();
        StoredMedia uploaded = uploaded(body);
        List<TrialEvent> events = new ArrayList<>();
        events.add(new ReadRegistered(
                command.study(),
                first,
                command.target(),
                command.target().site(),
                body.visit(),
                body.modality(),
                body.media(),
                uploaded != null ? uploaded.hash() : Objects.requireNonNull(body.mediaHash())));
        if (uploaded != null) {
            events.add(new MediaAttached(
                    command.study(),
                    first,
                    uploaded.hash(),
                    uploaded.contentType(),
                    Math.toIntExact(uploaded.bytes())));
        }
        int readers = state.subject()
                .newest()
                .readPlan(body.modality())
                .map(ReadPlan::readers)
                .orElse(1);
        if (readers > 1) {
            events.add(new FurtherReadRegistered(
                    command.study(), state.drawn.getLast(), first, body.modality(), Purpose.SECOND.stored()));
        }
        return Recordings.of(events).tagged(new Outcome.Recorded(events));
    }

    private static @Nullable Refusal plannedAtTheVisit(Command<SubjectId, Body> command, State state) {
        Protocol protocol = state.subject().protocol();
        Body body = command.body();
        Visit visit = protocol.visit(body.visit()).orElse(null);
        if (visit == null) {
            return SharedReasons.unknownCode("visit", body.visit(), protocol.visitCodes());
        }
        // Readers are asked by the newest version.
        return visit.reads().contains(body.modality())
                        && state.subject().newest().readPlan(body.modality()).isPresent()
                ? null
                : SharedReasons.unknownCode("modality of " + visit.code(), body.modality(), visit.reads());
    }

    /// It may be registered before what its visit is counted from, and not for an earlier day than that.
    private @Nullable Refusal itsVisitCanHaveBeen(Command<SubjectId, Body> command, State state) {
        String visit = command.body().visit();
        Refusal early = VisitRules.notBeforeItsAnchor(state.visits, visit, day(command, state));
        return early == null ? VisitRules.notMissed(state.visits, visit) : early;
    }

    private static @Nullable Refusal codesFree(Command<SubjectId, Body> command, State state) {
        return state.taken.isEmpty() ? null : CODE_TAKEN.refusal();
    }

    private static @Nullable Refusal notRegistered(Command<SubjectId, Body> command, State state) {
        Body body = command.body();
        return state.subject().readRegistered(body.visit() + "/" + body.modality())
                ? SharedReasons.alreadyRecorded("the %s of visit %s".formatted(body.modality(), body.visit()))
                : null;
    }

    private @Nullable Refusal mediaFree(Command<SubjectId, Body> command, State state) {
        Body body = command.body();
        StoredMedia uploaded = uploaded(body);
        if (uploaded == null) {
            return null;
        }
        if (body.mediaHash() != null && !body.mediaHash().equals(uploaded.hash())) {
            throw new ProblemException(Problems.invalidField("mediaHash", "it is not the hash that media names"));
        }
        return state.attached.values().stream().anyMatch(media -> media.contains(uploaded.hash()))
                ? MediaModality.OF_ANOTHER_RECORDING.with("media", uploaded.hash())
                : MediaModality.refusal(uploaded, body.modality());
    }
}
