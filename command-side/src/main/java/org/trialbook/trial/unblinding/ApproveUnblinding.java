package org.trialbook.trial.unblinding;

import static org.trialbook.access.Role.SAFETY_BOARD;
import static org.trialbook.access.Role.SPONSOR;
import static org.trialbook.access.Role.STATISTICIAN;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyEvent.AllocationDisclosed;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.StudyEvent.UnblindingApproved;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.rules.SharedReasons;

/// Approves that the study is unblinded: a locked study, by two people in two roles. The second approval discloses
/// every allocation, in one act: from one block of the log on, everybody may know.
public final class ApproveUnblinding extends Act<StudyId, ApproveUnblinding.Body, ApproveUnblinding.State> {
    /// How many allocations an event holds: a line has at most 65,535 bytes.
    private static final int ARMS_AN_EVENT = 500;

    private static final Reason STUDY_NOT_LOCKED =
            Reason.of("study-not-locked", "A study is unblinded after its data are final: it is locked first.");
    private static final Reason APPROVED_BY_THE_SAME =
            Reason.of("approved-by-the-same", "Two different people approve the unblinding.");
    private static final Reason APPROVED_IN_THE_SAME_ROLE =
            Reason.of("approved-in-the-same-role", "The two who approve the unblinding do so in different roles.");

    private static final List<Rule<Command<StudyId, Body>, State>> RULES = List.of(
            (command, state) -> state.locked ? null : STUDY_NOT_LOCKED.refusal(),
            (command, state) -> state.unblinded ? SharedReasons.alreadyRecorded("the study is unblinded") : null,
            ApproveUnblinding::anotherPerson,
            ApproveUnblinding::anotherRole);

    public record Body() {}

    public ApproveUnblinding() {
        super("approve-unblinding", Target.STUDY, Body.class, SPONSOR, STATISTICIAN, SAFETY_BOARD);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public boolean recordsRefusals() {
        return true;
    }

    @Override
    public boolean endsWithTheLock() {
        return false;
    }

    @Override
    public Boundary boundary(Command<StudyId, Body> command) {
        return Boundary.none()
                .andTypes(StudyLocked.class)
                .andTypes(UnblindingApproved.class)
                .andTypes(StudyUnblinded.class)
                .andTypes(SubjectRandomized.class);
    }

    /// The approvals so far, and the arm of everybody randomized.
    public static final class State implements Fold {
        private final List<UnblindingApproved> approvals = new ArrayList<>();
        private final SortedMap<String, Sealed<ArmCode>> arms = new TreeMap<>();
        private boolean locked;
        private boolean unblinded;

        @Override
        public void apply(RecordedEvent recorded) {
            switch (recorded.event()) {
                case StudyLocked _ -> locked = true;
                case UnblindingApproved approved -> approvals.add(approved);
                case StudyUnblinded _ -> unblinded = true;
                case SubjectRandomized randomized ->
                    arms.put(randomized.subject().value(), randomized.arm());
                default -> {}
            }
        }
    }

    @Override
    public State initial(Command<StudyId, Body> command) {
        return new State();
    }

    @Override
    protected List<Rule<Command<StudyId, Body>, State>> rules() {
        return RULES;
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, State state) {
        StudyId study = command.study();
        String account = command.actor().id();
        List<TrialEvent> events = new ArrayList<>();
        events.add(new UnblindingApproved(study, command.actor().role().storedName(), account));
        if (!state.approvals.isEmpty()) {
            events.add(new StudyUnblinded(
                    study, List.of(state.approvals.getFirst().approvedBy(), account), state.arms.size()));
            disclosed(state.arms).forEach(arms -> events.add(new AllocationDisclosed(study, arms)));
        }
        return new Outcome.Recorded(events);
    }

    private static List<Map<String, ArmCode>> disclosed(SortedMap<String, Sealed<ArmCode>> arms) {
        List<Map<String, ArmCode>> parts = new ArrayList<>();
        arms.forEach((subject, arm) -> {
            if (parts.isEmpty() || parts.getLast().size() == ARMS_AN_EVENT) {
                parts.add(new TreeMap<>());
            }
            parts.getLast().put(subject, arm.opened());
        });
        return parts;
    }

    private static @Nullable Refusal anotherPerson(Command<StudyId, Body> command, State state) {
        String account = command.actor().id();
        return state.approvals.stream().anyMatch(first -> first.approvedBy().equals(account))
                ? APPROVED_BY_THE_SAME.with("approvedBy", account)
                : null;
    }

    private static @Nullable Refusal anotherRole(Command<StudyId, Body> command, State state) {
        String role = command.actor().role().storedName();
        return state.approvals.stream().anyMatch(first -> first.role().equals(role))
                ? APPROVED_IN_THE_SAME_ROLE.with("role", role)
                : null;
    }
}
