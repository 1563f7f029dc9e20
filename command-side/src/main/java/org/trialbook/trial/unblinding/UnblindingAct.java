package org.trialbook.trial.unblinding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.StudyEvent.EnvelopesIssued;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.Protocol.CodeListItem;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Boundary.Criterion;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// An act about the blind of one subject: its events, the envelopes of its site, and whether the study is unblinded.
/// None
/// of them waits for anybody else's consent, and the study's lock stops none: a patient's safety does not wait. None of
/// the rules depends on the arm.
abstract class UnblindingAct<B> extends SubjectAct<B, UnblindingState> {
    /// The allocations are disclosed to everybody: there is nothing left to break.
    static final Reason STUDY_IS_UNBLINDED =
            Reason.of("study-is-unblinded", "The study is unblinded: every allocation stands in the record in clear.");

    UnblindingAct(String name, Class<B> body, Role... who) {
        super(name, body, who);
    }

    @Override
    public final boolean endsWithTheLock() {
        return false;
    }

    @Override
    public final Boundary boundary(Command<SubjectId, B> command) {
        String site = command.target().site().value();
        return super.boundary(command)
                .and(new Criterion(Set.of(EnvelopesIssued.class), Set.of(new EventTag(EventTag.SITE, site))))
                .andTypes(StudyUnblinded.class);
    }

    @Override
    public final Boundary further(Command<SubjectId, B> command, UnblindingState state) {
        return Boundary.none();
    }

    @Override
    public final UnblindingState initial(Command<SubjectId, B> command) {
        return new UnblindingState();
    }

    /// The number of the subject's unblinding, to assess it by.
    @Override
    public final Map<String, Object> receipt(RecordedEvent first, List<EventLine.Tag> tags) {
        return first.event() instanceof SubjectUnblinded unblinded
                ? Map.of("unblinding", unblinded.unblinding())
                : Map.of();
    }

    /// Protocol, subject, an arm that there was to learn by then, and what the act asks itself.
    @SafeVarargs
    final List<Rule<Command<SubjectId, B>, UnblindingState>> ofSomebodyRandomized(
            Rule<Command<SubjectId, B>, UnblindingState>... own) {
        List<Rule<Command<SubjectId, B>, UnblindingState>> all = new ArrayList<>(List.of(
                this::protocolPublished,
                this::subjectRegistered,
                this::happened,
                this::randomized,
                this::randomizedByThen));
        all.addAll(List.of(own));
        return List.copyOf(all);
    }

    final @Nullable Refusal stillBlind(Command<SubjectId, B> command, UnblindingState state) {
        return state.studyUnblinded() ? STUDY_IS_UNBLINDED.refusal() : null;
    }

    private @Nullable Refusal randomized(Command<SubjectId, B> command, UnblindingState state) {
        return !state.subject().randomized() ? outOfOrder(name(), "randomize") : null;
    }

    private @Nullable Refusal randomizedByThen(Command<SubjectId, B> command, UnblindingState state) {
        LocalDate day = day(command, state);
        LocalDate randomized = state.subject().when("randomize").orElseThrow();
        return day.isBefore(randomized) ? SharedReasons.tooEarly(day, "randomize", randomized) : null;
    }

    /// The refusal of a code that the protocol does not have. It may be recorded, and what was given instead is free
    /// text: it is sealed.
    static @Nullable Refusal code(String kind, List<CodeListItem> choices, String given) {
        List<String> known = SharedReasons.codes(choices);
        return known.contains(given) ? null : SharedReasons.unknownSealedCode(kind, given, known);
    }
}
