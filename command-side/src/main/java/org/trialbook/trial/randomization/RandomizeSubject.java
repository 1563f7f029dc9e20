package org.trialbook.trial.randomization;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.PROGRAMMER;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.AllocationMethod;
import org.trialbook.allocation.AllocationSeed;
import org.trialbook.allocation.SeedShares;
import org.trialbook.allocation.Stratum;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.OfSubject;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.StudyWide;
import org.trialbook.trial.allocationseed.SeedCommitments;
import org.trialbook.trial.rules.SubjectAct;

/// Randomizes an eligible subject: once, irreversibly, within the study's target. Its boundary is the subject and every
/// randomization of the study: the target and whatever the method of allocation counts hold under any concurrency, with
/// no lock.
public final class RandomizeSubject extends SubjectAct<RandomizeSubject.Body, RandomizeSubject.State> {
    /// A wrongly randomized subject stays randomized; nobody is randomized twice.
    private static final Reason ALREADY_RANDOMIZED =
            Reason.of("already-randomized", "A subject is randomized once, irreversibly.");
    private static final Reason TARGET_REACHED = Reason.of(
            "target-reached", "The study randomizes as many subjects as its protocol says, and not one more.");

    private final SeedShares shares;

    /// Nothing: the stratum follows from what was recorded before.
    public record Body() {}

    /// @param shares of the seed, as the process was given them
    public RandomizeSubject(SeedShares shares) {
        super("randomize", Body.class, COORDINATOR, INVESTIGATOR, IMPLANTER, PROGRAMMER);
        this.shares = shares;
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
    public boolean showsRefusals() {
        return true;
    }

    @Override
    public Map<String, Object> receipt(RecordedEvent first, List<EventLine.Tag> tags) {
        return first.event() instanceof SubjectRandomized randomized
                ? Map.of("randomizationNumber", randomized.randomizationNumber())
                : Map.of();
    }

    @Override
    protected LocalDate day(Command<SubjectId, Body> command, State state) {
        return today(command, state);
    }

    @Override
    public Boundary boundary(Command<SubjectId, Body> command) {
        return super.boundary(command).andTypes(SeedShareCommitted.class).andTypes(SubjectRandomized.class);
    }

    /// The subject, the commitments to the shares of the seed, and every randomization of the study.
    public static final class State implements Fold, OfSubject {
        private final SubjectState subject = new SubjectState();
        private final PriorAllocations prior = new PriorAllocations();
        private SeedCommitments commitments = SeedCommitments.none();

        @Override
        public SubjectState subject() {
            return subject;
        }

        @Override
        public void apply(RecordedEvent recorded) {
            switch (recorded.event()) {
                case SeedShareCommitted committed -> commitments = commitments.and(committed);
                // A randomization of any subject counts; that of the subject asked about is among them.
                case SubjectRandomized _ -> prior.apply(recorded);
                default -> subject.apply(recorded);
            }
        }
    }

    @Override
    public State initial(Command<SubjectId, Body> command) {
        return new State();
    }

    @Override
    public StudyWide studyWide(State state) {
        return state.prior;
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, State>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                this::mayKnowWhatItWaitsFor,
                this::siteOpen,
                RandomizeSubject::notRandomized,
                this::notWithdrawn,
                this::happened,
                this::inOrder,
                this::notBeforeWhatComesFirst,
                this::cameToWhatComesFirst,
                RandomizeSubject::targetNotReached,
                this::seedIsTheOneCommittedTo);
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, State state) {
        Protocol protocol = state.subject.protocol();
        AllocationSeed seed = shares.seed(command.study()).orElseThrow();
        SubjectId subject = command.target();
        Stratum stratum =
                Stratum.of(state.subject.strata(), protocol.allocation().stratifyBySite() ? subject.site() : null);
        return Outcome.recorded(new SubjectRandomized(
                command.study(),
                subject,
                subject.site(),
                today(command, state),
                stratum.text(),
                state.prior.count() + 1,
                Sealed.of(AllocationMethod.of(protocol, seed).next(state.prior.tally(), stratum))));
    }

    private static @Nullable Refusal notRandomized(Command<SubjectId, Body> command, State state) {
        return state.prior
                .numberOf(command.target())
                .map(number ->
                        ALREADY_RANDOMIZED.with("subject", command.target()).with("randomizationNumber", number))
                .orElse(null);
    }

    private static @Nullable Refusal targetNotReached(Command<SubjectId, Body> command, State state) {
        int target = state.subject.protocol().target();
        return state.prior.count() < target
                ? null
                : TARGET_REACHED.with("target", target).with("randomized", target);
    }

    private @Nullable Refusal seedIsTheOneCommittedTo(Command<SubjectId, Body> command, State state) {
        return state.commitments.refuse(shares, command.study());
    }
}
