package org.trialbook.trial.publication;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.DATA_MANAGER;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.StudyBlinding;
import org.trialbook.event.StudyEvent.AmendmentApproved;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.protocol.BlindingPlan;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;
import org.trialbook.protocol.SealedContent;
import org.trialbook.protocol.Seals;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.StudyWide;
import org.trialbook.trial.act.Target;

/// Publishes a version of the study's protocol. The first comes into force by it. Each site that is open goes on
/// under its own until a later one is activated there, by [org.trialbook.trial.site.ActivateVersion]; and one that
/// touches what is sealed is approved by a second person first, by [ApproveAmendment].
public final class PublishProtocol extends Act<StudyId, PublishProtocol.Body, PublishProtocol.State> {
    /// A bundle holds every version, beside the log's checkpoints.
    static final int MOST_VERSIONS = 1_000;

    private static final Reason OF_ANOTHER_STUDY =
            Reason.of("protocol-of-another-study", "A study's record holds that study's protocol.");
    private static final Reason PRACTICE_STAYS = Reason.of(
            "practice-stays",
            "A practice study is one from its first version on and for ever, and a real study never becomes one: every"
                    + " version says the same of it.");
    private static final Reason BLINDING_NOT_KEPT = Reason.of(
            "blinding-not-kept",
            "A protocol is published whose blind can be kept: whoever is blind is neither shown nor asked for what"
                    + " is sealed, and somebody may know what has to be done by it.");
    private static final Reason VERSION_PUBLISHED = Reason.of(
            "version-already-published",
            "A protocol version is published once; an amendment has a version of its own, which differs by more "
                    + "than upper and lower case.");
    private static final Reason TOO_MANY_VERSIONS = Reason.of(
            "too-many-versions", "A record holds no more versions of the protocol than a bundle can be verified with.");
    private static final Reason OPENS_WHAT_WAS_SEALED = Reason.of(
                    "opens-what-was-sealed",
                    "What any version marked as telling the arm stays in the protocol, marked, under its own name, and"
                            + " whom any version blinded stays blind. A form that is used no longer is left out of the"
                            + " visits.")
            .alwaysRecorded()
            .shown();
    private static final Reason ALLOCATION_IS_FIXED = Reason.of(
            "allocation-is-fixed",
            "Once a subject is randomized, an amendment closes arms, adds arms behind those that are there, or goes on with"
                    + " another prepared list; it changes nothing else of the arms and of the allocation.");
    private static final Reason AMENDMENT_NOT_APPROVED = Reason.of(
            "amendment-not-approved",
            "A version that seals otherwise, or lets others know, is published once somebody else, who may know the arms,"
                    + " has approved the same file by approve-amendment.");
    private static final Reason APPROVED_BY_THE_PUBLISHER = Reason.of(
            "approved-by-the-publisher", "Who approves a version and who publishes it are two different people.");
    private static final Reason TARGET_BELOW_RANDOMIZED = Reason.of(
            "target-below-randomized", "The target is how many subjects are randomized: not fewer than already are.");

    /// @param protocol the protocol file, YAML, exactly as it is to be published
    public record Body(String protocol) {
        /// What the file says.
        ///
        /// @throws org.trialbook.access.problem.ProblemException `invalid-protocol`, with all that
        ///     is wrong with it
        Protocol read() {
            return SentProtocol.read(protocol);
        }
    }

    public PublishProtocol() {
        super("publish-protocol", Target.STUDY, Body.class, ADMINISTRATOR, DATA_MANAGER);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Boundary boundary(Command<StudyId, Body> command) {
        return State.OF_THE_STUDY;
    }

    @Override
    public StudyWide studyWide() {
        return new State();
    }

    @Override
    public StudyWide studyWide(State state) {
        return state;
    }

    /// The versions published so far, and how many subjects are randomized.
    public static final class State extends StudyWide {
        private static final Boundary OF_THE_STUDY = Boundary.none()
                .andTypes(ProtocolPublished.class)
                .andTypes(AmendmentApproved.class)
                .andTypes(SubjectRandomized.class);

        private List<String> versions = new ArrayList<>();
        private @Nullable Protocol current;
        /// As the first version says.
        private boolean practice;
        private Seals seals = Seals.NONE;
        private StudyBlinding blinding = StudyBlinding.NONE;
        private int randomized;
        private List<AmendmentApproved> approvals = new ArrayList<>();

        @Override
        public Boundary boundary() {
            return OF_THE_STUDY;
        }

        @Override
        public boolean sameForAll() {
            return true;
        }

        @Override
        protected StudyWide empty() {
            return new State();
        }

        @Override
        protected void goOnFrom(StudyWide earlier) {
            State known = (State) earlier;
            versions = new ArrayList<>(known.versions);
            current = known.current;
            practice = known.practice;
            seals = known.seals;
            blinding = known.blinding;
            randomized = known.randomized;
            approvals = new ArrayList<>(known.approvals);
        }

        @Override
        protected void take(RecordedEvent recorded) {
            switch (recorded.event()) {
                case ProtocolPublished published -> {
                    versions.add(published.protocolVersion());
                    Protocol version = Protocols.of(published);
                    practice = current == null ? version.practice() : practice;
                    current = version;
                    seals = seals.after(published);
                    blinding = blinding.after(published);
                }
                case AmendmentApproved approved -> approvals.add(approved);
                case SubjectRandomized _ -> randomized++;
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
        return List.of(
                PublishProtocol::ofThisStudy,
                PublishProtocol::blindKept,
                PublishProtocol::newVersion,
                PublishProtocol::practiceStays,
                PublishProtocol::notTooMany,
                PublishProtocol::sealsNoLess,
                PublishProtocol::approved,
                PublishProtocol::allocationStays,
                PublishProtocol::targetNotPassed);
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, State state) {
        String content = command.body().protocol();
        return Outcome.recorded(new ProtocolPublished(
                command.study(),
                command.body().read().version(),
                SentProtocol.sha256(content),
                content,
                state.current != null));
    }

    private static @Nullable Refusal ofThisStudy(Command<StudyId, Body> command, State state) {
        return command.body().read().study().equals(command.study())
                ? null
                : OF_ANOTHER_STUDY
                        .with("study", command.study())
                        .with("protocolStudy", command.body().read().study());
    }

    private static @Nullable Refusal blindKept(Command<StudyId, Body> command, State state) {
        return refusal(BLINDING_NOT_KEPT, BlindingChecks.of(command.body().read()));
    }

    /// The refusal that names every place and what is wrong there; nothing when nothing is.
    private static @Nullable Refusal refusal(Reason reason, SortedMap<String, String> found) {
        if (found.isEmpty()) {
            return null;
        }
        Refusal refusal = reason.refusal();
        for (var place : found.entrySet()) {
            refusal = refusal.with(place.getKey(), place.getValue());
        }
        return refusal;
    }

    private static @Nullable Refusal newVersion(Command<StudyId, Body> command, State state) {
        // Each is a file of the bundle, and some disks do not tell 1a from 1A.
        return state.versions.stream()
                .filter(command.body().read().version()::equalsIgnoreCase)
                .findFirst()
                .map(version -> VERSION_PUBLISHED.with("version", version))
                .orElse(null);
    }

    private static @Nullable Refusal practiceStays(Command<StudyId, Body> command, State state) {
        return state.current == null || state.practice == command.body().read().practice()
                ? null
                : PRACTICE_STAYS.with("practice", state.practice);
    }

    private static @Nullable Refusal notTooMany(Command<StudyId, Body> command, State state) {
        return state.versions.size() < MOST_VERSIONS ? null : TOO_MANY_VERSIONS.with("most", MOST_VERSIONS);
    }

    private static @Nullable Refusal sealsNoLess(Command<StudyId, Body> command, State state) {
        Protocol version = command.body().read();
        SortedMap<String, String> openings = new TreeMap<>(Openings.of(state.seals, state.current, version));
        if (state.blinding.published()) {
            openings.putAll(told(state.blinding, version.blinding()));
        }
        return refusal(OPENS_WHAT_WAS_SEALED, openings);
    }

    /// It comes behind what no approval makes right.
    private static @Nullable Refusal approved(Command<StudyId, Body> command, State state) {
        SortedMap<String, String> touched = state.current == null
                ? new TreeMap<>()
                : BlindingTouched.by(state.seals, state.blinding, command.body().read());
        if (touched.isEmpty()) {
            return null;
        }
        String hash = SentProtocol.sha256(command.body().protocol());
        List<String> approvers = state.approvals.stream()
                .filter(approval -> approval.contentHash().equals(hash))
                .map(AmendmentApproved::approvedBy)
                .toList();
        if (approvers.isEmpty()) {
            return refusal(AMENDMENT_NOT_APPROVED, touched);
        }
        return approvers.stream().allMatch(command.actor().id()::equals)
                ? APPROVED_BY_THE_PUBLISHER.with("approvedBy", command.actor().id())
                : null;
    }

    /// Whom the version would let know what an earlier one did not.
    static SortedMap<String, String> told(StudyBlinding before, BlindingPlan version) {
        SortedMap<String, String> told = new TreeMap<>();
        for (String role : version.roles().keySet()) {
            for (SealedContent content : version.known(role)) {
                String at = "blinding.roles.%s.%s".formatted(role, content);
                if (!before.mayKnow(role, content)) {
                    told.put(at, "an earlier version blinds the role");
                } else if (content == SealedContent.CORE_LAB_RESULTS
                        && !before.results(role).stream().allMatch(version.results(role)::within)) {
                    told.put(at, "an earlier version tells the role less of them, or later");
                }
            }
        }
        return told;
    }

    private static @Nullable Refusal allocationStays(Command<StudyId, Body> command, State state) {
        Protocol current = state.current;
        return state.randomized == 0
                        || current == null
                        || goesOn(current, command.body().read())
                ? null
                : ALLOCATION_IS_FIXED.with("randomized", state.randomized);
    }

    /// Whether subjects can be on their way while the other version comes into force.
    static boolean goesOn(Protocol current, Protocol version) {
        return armsStay(current, version)
                && (version.plan().allocatesAs(current.plan()) || version.plan().goesOnFrom(current.plan()));
    }

    /// Whether every arm that there is stays what it is, but for being closed.
    static boolean armsStay(Protocol current, Protocol version) {
        return current.arms().stream()
                .allMatch(arm -> version.arm(arm.code())
                        .filter(same -> same.closing(true).equals(arm.closing(true)))
                        .isPresent());
    }

    /// A target that was reached may become the number of those randomized: that ends the enrolment.
    private static @Nullable Refusal targetNotPassed(Command<StudyId, Body> command, State state) {
        int target = command.body().read().target();
        return target < state.randomized
                ? TARGET_BELOW_RANDOMIZED.with("target", target).with("randomized", state.randomized)
                : null;
    }
}
