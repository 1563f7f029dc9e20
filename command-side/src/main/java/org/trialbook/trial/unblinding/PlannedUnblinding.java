package org.trialbook.trial.unblinding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyEvent.AllocationDisclosed;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.StudyEvent.UnblindingApproved;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.SequenceRefusal.AlreadyRecorded;
import org.trialbook.trial.unblinding.UnblindingRefusal.ApprovedByTheSame;
import org.trialbook.trial.unblinding.UnblindingRefusal.ApprovedInTheSameRole;
import org.trialbook.trial.unblinding.UnblindingRefusal.StudyNotLocked;

/// Decides the planned unblinding: of a locked study, by two people in two roles. The second approval discloses every
/// allocation, in one act: from one block of the log on, everybody may know.
public final class PlannedUnblinding implements Decision<ApproveUnblinding, PlannedUnblinding.State> {

    /// How many allocations an event holds: a line has at most 65,535 bytes.
    private static final int ARMS_AN_EVENT = 500;

    /// @param arms subject → arm, of everybody randomized
    public record State(
            boolean locked, List<UnblindingApproved> approvals, boolean unblinded, SortedMap<String, ArmCode> arms) {}

    private static final List<Rule<ApproveUnblinding, State>> RULES = List.of(
            new Rule<>("the study is locked", (act, state) -> state.locked() ? null : new StudyNotLocked()),
            new Rule<>(
                    "the study is still blind",
                    (act, state) -> state.unblinded() ? new AlreadyRecorded("the study is unblinded") : null),
            new Rule<>("two people approve", PlannedUnblinding::anotherPerson),
            new Rule<>("they do so in two roles", PlannedUnblinding::anotherRole));

    @Override
    public String act() {
        return "approve-unblinding";
    }

    @Override
    public Class<ApproveUnblinding> acts() {
        return ApproveUnblinding.class;
    }

    @Override
    public Boundary boundary(ApproveUnblinding act) {
        return Boundary.none()
                .andTypes(StudyLocked.class)
                .andTypes(UnblindingApproved.class)
                .andTypes(StudyUnblinded.class)
                .andTypes(SubjectRandomized.class);
    }

    @Override
    public State initial(ApproveUnblinding act) {
        return new State(false, List.of(), false, new TreeMap<>());
    }

    @Override
    public State evolve(State state, TrialEvent event) {
        return switch (event) {
            case StudyLocked ignored -> new State(true, state.approvals(), state.unblinded(), state.arms());
            case UnblindingApproved approved ->
                new State(
                        state.locked(),
                        Stream.concat(state.approvals().stream(), Stream.of(approved))
                                .toList(),
                        state.unblinded(),
                        state.arms());
            case StudyUnblinded ignored -> new State(state.locked(), state.approvals(), true, state.arms());
            case SubjectRandomized randomized -> {
                SortedMap<String, ArmCode> arms = new TreeMap<>(state.arms());
                arms.put(randomized.subject().value(), randomized.arm().opened());
                yield new State(state.locked(), state.approvals(), state.unblinded(), arms);
            }
            default -> state;
        };
    }

    @Override
    public boolean recordsRefusals() {
        return true;
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Outcome decide(ApproveUnblinding act, State state) {
        return Rule.firstBroken(RULES, act, state)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Recorded(approved(act, state)));
    }

    private static List<TrialEvent> approved(ApproveUnblinding act, State state) {
        StudyId study = act.context().study();
        String account = act.context().actor().id();
        List<TrialEvent> events = new ArrayList<>();
        events.add(new UnblindingApproved(study, act.context().actor().role().storedName(), account));
        if (!state.approvals().isEmpty()) {
            events.add(new StudyUnblinded(
                    study,
                    List.of(state.approvals().getFirst().approvedBy(), account),
                    state.arms().size()));
            disclosed(state.arms()).forEach(arms -> events.add(new AllocationDisclosed(study, arms)));
        }
        return events;
    }

    private static List<Map<String, ArmCode>> disclosed(SortedMap<String, ArmCode> arms) {
        List<Map<String, ArmCode>> parts = new ArrayList<>();
        arms.forEach((subject, arm) -> {
            if (parts.isEmpty() || parts.getLast().size() == ARMS_AN_EVENT) {
                parts.add(new TreeMap<>());
            }
            parts.getLast().put(subject, arm);
        });
        return parts;
    }

    private static @Nullable Refusal anotherPerson(ApproveUnblinding act, State state) {
        String account = act.context().actor().id();
        return state.approvals().stream().anyMatch(first -> first.approvedBy().equals(account))
                ? new ApprovedByTheSame(account)
                : null;
    }

    private static @Nullable Refusal anotherRole(ApproveUnblinding act, State state) {
        String role = act.context().actor().role().storedName();
        return state.approvals().stream().anyMatch(first -> first.role().equals(role))
                ? new ApprovedInTheSameRole(role)
                : null;
    }
}
