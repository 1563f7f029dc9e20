package org.trialbook.trial.publication;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.DATA_MANAGER;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.access.demo.DemoMode;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;
import org.trialbook.protocol.Seals;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;

/// Publishes a version of the study's protocol, which comes into force by it.
public final class PublishProtocol extends Act<StudyId, PublishProtocol.Body, PublishProtocol.State> {
    /// A bundle holds every version, beside the log's checkpoints.
    static final int MOST_VERSIONS = 1_000;

    private static final String DOUBLE_BLIND = "double-blind";

    private static final Reason OF_ANOTHER_STUDY =
            Reason.of("protocol-of-another-study", "A study's record holds that study's protocol.");
    private static final Reason BLINDING_NOT_KEPT = Reason.of(
            "blinding-not-kept",
            "A protocol is published where its blind can be kept. A double-blind one has to say who is blind, "
                    + "and cannot yet: at a site, the roles named here are shown every arm.");
    private static final Reason VERSION_PUBLISHED = Reason.of(
            "version-already-published",
            "A protocol version is published once; an amendment has a version of its own, which differs by more "
                    + "than upper and lower case.");
    private static final Reason TOO_MANY_VERSIONS = Reason.of(
            "too-many-versions", "A record holds no more versions of the protocol than a bundle can be verified with.");
    private static final Reason OPENS_WHAT_WAS_SEALED = Reason.of(
                    "opens-what-was-sealed",
                    "What any version marked as telling the arm stays in the protocol, marked, under its own name. A"
                            + " form that is used no longer is left out of the visits.")
            .alwaysRecorded()
            .shown();
    private static final Reason ALLOCATION_IS_FIXED = Reason.of(
            "allocation-is-fixed",
            "Once a subject is randomized, an amendment changes neither the arms nor the allocation.");
    private static final Reason TARGET_BELOW_RANDOMIZED = Reason.of(
            "target-below-randomized", "The target is how many subjects are randomized: not fewer than already are.");

    private final boolean demo;

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

    /// @param demo whether this is the demo, where nobody is treated by what is recorded
    public PublishProtocol(DemoMode demo) {
        super("publish-protocol", Target.STUDY, Body.class, ADMINISTRATOR, DATA_MANAGER);
        this.demo = demo.on();
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Boundary boundary(Command<StudyId, Body> command) {
        return Boundary.none().andTypes(ProtocolPublished.class).andTypes(SubjectRandomized.class);
    }

    /// The versions published so far, and how many subjects are randomized.
    public static final class State implements Fold {
        private final List<String> versions = new ArrayList<>();
        private @Nullable Protocol current;
        private Seals seals = Seals.NONE;
        private int randomized;

        @Override
        public void apply(RecordedEvent recorded) {
            switch (recorded.event()) {
                case ProtocolPublished published -> {
                    versions.add(published.protocolVersion());
                    current = Protocols.of(published);
                    seals = seals.after(published);
                }
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
                this::blindKept,
                PublishProtocol::newVersion,
                PublishProtocol::notTooMany,
                PublishProtocol::sealsNoLess,
                PublishProtocol::allocationStays,
                PublishProtocol::targetNotPassed);
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, State state) {
        String content = command.body().protocol();
        return Outcome.recorded(
                new ProtocolPublished(command.study(), command.body().read().version(), sha256(content), content));
    }

    private static @Nullable Refusal ofThisStudy(Command<StudyId, Body> command, State state) {
        return command.body().read().study().equals(command.study())
                ? null
                : OF_ANOTHER_STUDY
                        .with("study", command.study())
                        .with("protocolStudy", command.body().read().study());
    }

    /// Nobody can say yet who at a site is blind: it follows from the role, and these roles are shown every arm of
    /// their site. The demo and its people may pretend.
    private @Nullable Refusal blindKept(Command<StudyId, Body> command, State state) {
        if (demo || !command.body().read().blinding().equals(DOUBLE_BLIND)) {
            return null;
        }
        List<String> shown = Stream.of(Role.values())
                .filter(role -> role.atSite() && !role.blinded())
                .map(Role::storedName)
                .sorted()
                .toList();
        return BLINDING_NOT_KEPT.with("blinding", DOUBLE_BLIND).with("shown", String.join(",", shown));
    }

    private static @Nullable Refusal newVersion(Command<StudyId, Body> command, State state) {
        // Each is a file of the bundle, and some disks do not tell 1a from 1A.
        return state.versions.stream()
                .filter(command.body().read().version()::equalsIgnoreCase)
                .findFirst()
                .map(version -> VERSION_PUBLISHED.with("version", version))
                .orElse(null);
    }

    private static @Nullable Refusal notTooMany(Command<StudyId, Body> command, State state) {
        return state.versions.size() < MOST_VERSIONS ? null : TOO_MANY_VERSIONS.with("most", MOST_VERSIONS);
    }

    private static @Nullable Refusal sealsNoLess(Command<StudyId, Body> command, State state) {
        SortedMap<String, String> openings =
                Openings.of(state.seals, state.current, command.body().read());
        if (openings.isEmpty()) {
            return null;
        }
        Refusal refusal = OPENS_WHAT_WAS_SEALED.refusal();
        for (var opening : openings.entrySet()) {
            refusal = refusal.with(opening.getKey(), opening.getValue());
        }
        return refusal;
    }

    private static @Nullable Refusal allocationStays(Command<StudyId, Body> command, State state) {
        Protocol current = state.current;
        boolean same = current == null
                || (current.arms().equals(command.body().read().arms())
                        && current.plan().allocatesAs(command.body().read().plan()));
        return same || state.randomized == 0 ? null : ALLOCATION_IS_FIXED.with("randomized", state.randomized);
    }

    /// A target that was reached may become the number of those randomized: that ends the enrolment.
    private static @Nullable Refusal targetNotPassed(Command<StudyId, Body> command, State state) {
        int target = command.body().read().target();
        return target < state.randomized
                ? TARGET_BELOW_RANDOMIZED.with("target", target).with("randomized", state.randomized)
                : null;
    }

    private static String sha256(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
