package org.trialbook.trial.publication;

import static org.trialbook.access.Role.SAFETY_BOARD;
import static org.trialbook.access.Role.STATISTICIAN;
import static org.trialbook.access.Role.UNBLINDED_MONITOR;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.StudyBlinding;
import org.trialbook.event.StudyEvent.AmendmentApproved;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.rules.SharedReasons;

/// Approves a later version of the protocol that touches what is sealed, or who may know, before it is published:
/// by somebody who may know the arms, and so can judge whether the blind is kept.
public final class ApproveAmendment extends Act<StudyId, ApproveAmendment.Body, ApproveAmendment.State> {
    private static final Reason APPROVER_IS_BLIND = Reason.of(
            "approver-is-blind",
            "What touches what is sealed is approved by somebody whom the protocol lets know the arms.");
    private static final Reason NOT_AN_AMENDMENT = Reason.of(
            "not-an-amendment", "What is approved is a version of this study's protocol that is not published yet.");

    private static final List<Rule<Command<StudyId, Body>, State>> RULES = List.of(
            (command, state) -> state.versions.isEmpty() ? SharedReasons.noProtocol() : null,
            (command, state) -> state.blinding.blinded(command.actor().role().storedName())
                    ? APPROVER_IS_BLIND.with("role", command.actor().role())
                    : null,
            ApproveAmendment::amends,
            ApproveAmendment::once);

    /// @param protocol the protocol file, YAML, exactly as it is to be published
    public record Body(String protocol) {}

    public ApproveAmendment() {
        super("approve-amendment", Target.STUDY, Body.class, UNBLINDED_MONITOR, STATISTICIAN, SAFETY_BOARD);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Boundary boundary(Command<StudyId, Body> command) {
        return Boundary.none().andTypes(ProtocolPublished.class).andTypes(AmendmentApproved.class);
    }

    /// The versions published so far, who is blind by them, and what is approved.
    public static final class State implements Fold {
        private final List<String> versions = new ArrayList<>();
        private final List<AmendmentApproved> approvals = new ArrayList<>();
        private StudyBlinding blinding = StudyBlinding.NONE;

        @Override
        public void apply(RecordedEvent recorded) {
            switch (recorded.event()) {
                case ProtocolPublished published -> {
                    versions.add(published.protocolVersion());
                    blinding = blinding.after(published);
                }
                case AmendmentApproved approved -> approvals.add(approved);
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
        String content = command.body().protocol();
        return Outcome.recorded(new AmendmentApproved(
                command.study(),
                SentProtocol.read(content).version(),
                SentProtocol.sha256(content),
                command.actor().id()));
    }

    private static @Nullable Refusal amends(Command<StudyId, Body> command, State state) {
        Protocol version = SentProtocol.read(command.body().protocol());
        return version.study().equals(command.study())
                        && state.versions.stream().noneMatch(version.version()::equalsIgnoreCase)
                ? null
                : NOT_AN_AMENDMENT.with("study", version.study()).with("version", version.version());
    }

    private static @Nullable Refusal once(Command<StudyId, Body> command, State state) {
        String hash = SentProtocol.sha256(command.body().protocol());
        return state.approvals.stream()
                        .anyMatch(approval -> approval.contentHash().equals(hash)
                                && approval.approvedBy().equals(command.actor().id()))
                ? SharedReasons.alreadyRecorded("approved by " + command.actor().id())
                : null;
    }
}
