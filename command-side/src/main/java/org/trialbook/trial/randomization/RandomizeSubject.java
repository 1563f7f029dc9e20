package org.trialbook.trial.randomization;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.PROGRAMMER;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.AllocationList;
import org.trialbook.allocation.AllocationMethod;
import org.trialbook.allocation.AllocationPeriod;
import org.trialbook.allocation.PreparedLists;
import org.trialbook.allocation.SeedShares;
import org.trialbook.allocation.Stratum;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.OfSubject;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
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

/// Randomizes an eligible subject: once, irreversibly, within the study's target. Its boundary is the subject and
/// every randomization of the study: the target and whatever the method of allocation counts hold under any
/// concurrency, with no lock.
public final class RandomizeSubject extends SubjectAct<RandomizeSubject.Body, RandomizeSubject.State> {
    /// A wrongly randomized subject stays randomized; nobody is randomized twice.
    private static final Reason ALREADY_RANDOMIZED =
            Reason.of("already-randomized", "A subject is randomized once, irreversibly.");
    private static final Reason TARGET_REACHED = Reason.of(
            "target-reached", "The study randomizes as many subjects as its protocol says, and not one more.");

    private static final Reason ARMS_AWAIT_ACTIVATION = Reason.of(
            "arms-await-activation",
            "Once an amendment changed the arms or their allocation, nobody is randomized for whom it does not hold yet:"
                    + " it is activated at the site by activate-version, and who consented before comes under it by"
                    + " move-to-version.");
    private static final Reason SITE_CAP_REACHED = Reason.of(
            "site-cap-reached", "A site randomizes as many subjects as the protocol's caps let it, and not one more.");
    private static final Reason STRATUM_CAP_REACHED = Reason.of(
            "stratum-cap-reached",
            "As many subjects of a kind are randomized as the protocol's caps say, and not one more.");

    private static final Reason LIST_MISSING = Reason.of(
            "allocation-list-missing",
            "The process that allocates holds the list to which the protocol commits, in which every arm is open.");
    private static final Reason LIST_EXHAUSTED = Reason.of(
            "allocation-list-exhausted",
            "Of a prepared list, nobody is allocated beyond its end; an amendment goes on with another list.");

    private final SeedShares shares;
    private final PreparedLists lists;

    /// Nothing: the stratum follows from what was recorded before.
    public record Body() {}

    /// @param shares of the seed, as the process was given them
    /// @param lists that were prepared elsewhere, as the process was given them
    public RandomizeSubject(SeedShares shares, PreparedLists lists) {
        super("randomize", Body.class, COORDINATOR, INVESTIGATOR, IMPLANTER, PROGRAMMER);
        this.shares = shares;
        this.lists = lists;
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
        return super.boundary(command).andTypes(SeedShareCommitted.class).and(PriorAllocations.OF_THE_STUDY);
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
                case ProtocolPublished _ -> {
                    prior.apply(recorded);
                    subject.apply(recorded);
                }
                default -> subject.apply(recorded);
            }
        }
    }

    @Override
    public State initial(Command<SubjectId, Body> command) {
        return new State();
    }

    @Override
    public StudyWide studyWide() {
        return new PriorAllocations();
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
                RandomizeSubject::armsAreTheNewest,
                RandomizeSubject::targetNotReached,
                RandomizeSubject::siteCapNotReached,
                RandomizeSubject::stratumCapNotReached,
                this::seedIsTheOneCommittedTo,
                this::listIsTheOneCommittedTo,
                this::listGoesOn);
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, State state) {
        SubjectId subject = command.target();
        Stratum stratum = stratum(command, state);
        return Outcome.recorded(new SubjectRandomized(
                command.study(),
                subject,
                subject.site(),
                today(command, state),
                stratum.text(),
                state.prior.count() + 1,
                Sealed.of(method(command, state).next(state.prior.tally(), stratum))));
    }

    private AllocationMethod method(Command<SubjectId, Body> command, State state) {
        AllocationPeriod period = state.prior.period();
        return list(period)
                .<AllocationMethod>map(AllocationList::method)
                .orElseGet(() ->
                        AllocationMethod.of(period, shares.seed(command.study()).orElseThrow()));
    }

    private static Stratum stratum(Command<SubjectId, Body> command, State state) {
        return Stratum.of(
                state.subject.strata(),
                state.subject.newest().allocation().stratifyBySite()
                        ? command.target().site()
                        : null);
    }

    /// The list that is used in the period, if the process holds it and it names no arm but open ones.
    private Optional<AllocationList> list(AllocationPeriod period) {
        return AllocationMethod.prepared(period.plan())
                ? lists.allocation(period.plan().allocation().commitment()).filter(list -> list.serves(period.plan()))
                : Optional.empty();
    }

    private static @Nullable Refusal notRandomized(Command<SubjectId, Body> command, State state) {
        return state.prior
                .numberOf(command.target())
                .map(number ->
                        ALREADY_RANDOMIZED.with("subject", command.target()).with("randomizationNumber", number))
                .orElse(null);
    }

    /// Nobody is allocated among arms that their own version of the protocol does not have as they are.
    private static @Nullable Refusal armsAreTheNewest(Command<SubjectId, Body> command, State state) {
        Protocol newest = state.subject.newest();
        Protocol own = state.subject.protocol();
        return own == newest || own.plan().allocatesAs(newest.plan())
                ? null
                : ARMS_AWAIT_ACTIVATION.with("version", newest.version()).with("holds", own.version());
    }

    private static @Nullable Refusal targetNotReached(Command<SubjectId, Body> command, State state) {
        int target = state.subject.newest().target();
        return state.prior.count() < target
                ? null
                : TARGET_REACHED.with("target", target).with("randomized", target);
    }

    private static @Nullable Refusal siteCapNotReached(Command<SubjectId, Body> command, State state) {
        SiteId site = command.target().site();
        return state.subject
                .newest()
                .caps()
                .most(site)
                .filter(most -> state.prior.count(site) >= most)
                .map(most -> SITE_CAP_REACHED.with("site", site).with("most", most))
                .orElse(null);
    }

    /// It says the cap, which stands in the protocol, and no count: how many there are of another kind is nobody's.
    private static @Nullable Refusal stratumCapNotReached(Command<SubjectId, Body> command, State state) {
        return state.subject.newest().caps().strata().stream()
                .filter(cap -> cap.counts(state.subject.strata()) && state.prior.count(cap) >= cap.most())
                .findFirst()
                .map(cap -> STRATUM_CAP_REACHED
                        .with("stratum", Stratum.of(cap.of(), null).text())
                        .with("most", cap.most()))
                .orElse(null);
    }

    private @Nullable Refusal seedIsTheOneCommittedTo(Command<SubjectId, Body> command, State state) {
        return AllocationMethod.prepared(state.prior.period().plan())
                ? null
                : state.commitments.refuse(shares, command.study());
    }

    private @Nullable Refusal listIsTheOneCommittedTo(Command<SubjectId, Body> command, State state) {
        AllocationPeriod period = state.prior.period();
        return !AllocationMethod.prepared(period.plan()) || list(period).isPresent()
                ? null
                : LIST_MISSING.with("list", period.plan().allocation().commitment());
    }

    /// How far it goes in other strata is not said.
    private @Nullable Refusal listGoesOn(Command<SubjectId, Body> command, State state) {
        Stratum stratum = stratum(command, state);
        return list(state.prior.period())
                        .map(list -> list.method().goesOn(state.prior.tally(), stratum))
                        .orElse(true)
                ? null
                : LIST_EXHAUSTED.with("stratum", stratum.text());
    }
}
