package org.trialbook.trial.publication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;
import org.trialbook.protocol.Seals;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.publication.PublicationRefusal.AllocationIsFixed;
import org.trialbook.trial.publication.PublicationRefusal.BlindingNotKept;
import org.trialbook.trial.publication.PublicationRefusal.OfAnotherStudy;
import org.trialbook.trial.publication.PublicationRefusal.OpensWhatWasSealed;
import org.trialbook.trial.publication.PublicationRefusal.TargetPassed;
import org.trialbook.trial.publication.PublicationRefusal.TooManyVersions;
import org.trialbook.trial.publication.PublicationRefusal.VersionPublished;

/// Decides whether a protocol comes into force.
public final class Publication implements Decision<PublishProtocol, Publication.State> {

    /// @param versions versions published so far
    /// @param current the protocol in force
    /// @param seals what any version so far marked as telling the arm
    /// @param randomized how many subjects are randomized
    public record State(List<String> versions, @Nullable Protocol current, Seals seals, int randomized) {}

    private static final String DOUBLE_BLIND = "double-blind";

    /// A bundle holds every version, beside the log's checkpoints.
    static final int MOST_VERSIONS = 1_000;

    private static final List<Rule<PublishProtocol, State>> RULES = List.of(
            new Rule<>("the protocol is this study's", Publication::ofThisStudy),
            new Rule<>("its blind can be kept", Publication::blindKept),
            new Rule<>("the version is new", Publication::newVersion),
            new Rule<>("a bundle can hold it", Publication::notTooMany),
            new Rule<>("what was sealed stays sealed", Publication::sealsNoLess),
            new Rule<>("arms and allocation stay once a subject is randomized", Publication::allocationStays),
            new Rule<>("its target is not below what was reached", Publication::targetNotPassed));

    @Override
    public String act() {
        return "publish-protocol";
    }

    @Override
    public Class<PublishProtocol> acts() {
        return PublishProtocol.class;
    }

    @Override
    public Boundary boundary(PublishProtocol act) {
        return Boundary.none().andTypes(ProtocolPublished.class).andTypes(SubjectRandomized.class);
    }

    @Override
    public State initial(PublishProtocol act) {
        return new State(List.of(), null, Seals.NONE, 0);
    }

    @Override
    public State evolve(State state, TrialEvent event) {
        return switch (event) {
            case ProtocolPublished published ->
                new State(
                        Stream.concat(state.versions().stream(), Stream.of(published.protocolVersion()))
                                .toList(),
                        Protocols.of(published),
                        state.seals().after(published),
                        state.randomized());
            case SubjectRandomized ignored ->
                new State(state.versions(), state.current(), state.seals(), state.randomized() + 1);
            default -> state;
        };
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Outcome decide(PublishProtocol act, State state) {
        return Rule.firstBroken(RULES, act, state)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new ProtocolPublished(
                        act.context().study(), act.protocol().version(), sha256(act.content()), act.content())));
    }

    private static @Nullable Refusal ofThisStudy(PublishProtocol act, State state) {
        return act.protocol().study().equals(act.context().study())
                ? null
                : new OfAnotherStudy(act.context().study(), act.protocol().study());
    }

    /// Nobody can say yet who at a site is blind: it follows from the role, and these roles are shown every arm of
    /// their site. The demo and its people may pretend.
    private static @Nullable Refusal blindKept(PublishProtocol act, State state) {
        boolean kept = !act.protocol().blinding().equals(DOUBLE_BLIND);
        return kept || act.demo()
                ? null
                : new BlindingNotKept(
                        DOUBLE_BLIND,
                        Stream.of(Role.values())
                                .filter(role -> role.atSite() && !role.blinded())
                                .map(Role::storedName)
                                .sorted()
                                .toList());
    }

    private static @Nullable Refusal newVersion(PublishProtocol act, State state) {
        // Each is a file of the bundle, and some disks do not tell 1a from 1A.
        return state.versions().stream()
                .filter(act.protocol().version()::equalsIgnoreCase)
                .findFirst()
                .map(VersionPublished::new)
                .orElse(null);
    }

    private static @Nullable Refusal notTooMany(PublishProtocol act, State state) {
        return state.versions().size() < MOST_VERSIONS ? null : new TooManyVersions(MOST_VERSIONS);
    }

    private static @Nullable Refusal sealsNoLess(PublishProtocol act, State state) {
        SortedMap<String, String> openings = Openings.of(state.seals(), state.current(), act.protocol());
        return openings.isEmpty() ? null : new OpensWhatWasSealed(openings);
    }

    private static @Nullable Refusal allocationStays(PublishProtocol act, State state) {
        Protocol current = state.current();
        boolean same = current == null
                || (current.arms().equals(act.protocol().arms())
                        && current.plan().allocatesAs(act.protocol().plan()));
        return same || state.randomized() == 0 ? null : new AllocationIsFixed(state.randomized());
    }

    /// A target that was reached may become the number of those randomized: that ends the enrolment.
    private static @Nullable Refusal targetNotPassed(PublishProtocol act, State state) {
        int target = act.protocol().target();
        return target < state.randomized() ? new TargetPassed(target, state.randomized()) : null;
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
