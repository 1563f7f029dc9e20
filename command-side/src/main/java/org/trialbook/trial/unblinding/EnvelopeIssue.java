package org.trialbook.trial.unblinding;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.trialbook.event.EventTag;
import org.trialbook.event.StudyEvent.EnvelopesIssued;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Boundary.Criterion;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.SequenceRefusal.NoProtocol;
import org.trialbook.trial.act.SequenceRefusal.SiteNotOpen;

/// Decides an issue of envelopes: for everybody randomized at the site by now. A further issue holds all of them again,
/// so that a site keeps one set and destroys the older ones unopened.
public final class EnvelopeIssue implements Decision<IssueEnvelopes, EnvelopeIssue.State> {

    /// @param randomized subject ids, in their order
    public record State(
            boolean protocol, boolean open, int issues, SortedSet<String> randomized, boolean studyUnblinded) {}

    private static final List<Rule<IssueEnvelopes, State>> RULES = List.of(
            new Rule<>("the protocol is published", (act, state) -> state.protocol() ? null : new NoProtocol()),
            new Rule<>("the site is open", (act, state) -> state.open() ? null : new SiteNotOpen(act.site())),
            new Rule<>(
                    "the study is still blind",
                    (act, state) -> state.studyUnblinded() ? new UnblindingRefusal.StudyIsUnblinded() : null),
            new Rule<>(
                    "somebody is randomized",
                    (act, state) ->
                            state.randomized().isEmpty() ? new UnblindingRefusal.NobodyRandomized(act.site()) : null));

    @Override
    public String act() {
        return "issue-envelopes";
    }

    @Override
    public Class<IssueEnvelopes> acts() {
        return IssueEnvelopes.class;
    }

    @Override
    public Boundary boundary(IssueEnvelopes act) {
        return Boundary.none()
                .andTypes(ProtocolPublished.class)
                .andTypes(StudyUnblinded.class)
                .and(new Criterion(
                        Set.of(SiteOpened.class, EnvelopesIssued.class, SubjectRandomized.class),
                        Set.of(new EventTag(EventTag.SITE, act.site().value()))));
    }

    @Override
    public State initial(IssueEnvelopes act) {
        return new State(false, false, 0, new TreeSet<>(), false);
    }

    @Override
    public State evolve(State state, TrialEvent event) {
        return switch (event) {
            case ProtocolPublished ignored ->
                new State(true, state.open(), state.issues(), state.randomized(), state.studyUnblinded());
            case SiteOpened ignored ->
                new State(state.protocol(), true, state.issues(), state.randomized(), state.studyUnblinded());
            case EnvelopesIssued issued ->
                new State(state.protocol(), state.open(), issued.issue(), state.randomized(), state.studyUnblinded());
            case SubjectRandomized randomized -> {
                SortedSet<String> all = new TreeSet<>(state.randomized());
                all.add(randomized.subject().value());
                yield new State(state.protocol(), state.open(), state.issues(), all, state.studyUnblinded());
            }
            case StudyUnblinded ignored ->
                new State(state.protocol(), state.open(), state.issues(), state.randomized(), true);
            default -> state;
        };
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Outcome decide(IssueEnvelopes act, State state) {
        return Rule.firstBroken(RULES, act, state)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new EnvelopesIssued(
                        act.context().study(),
                        act.site(),
                        state.issues() + 1,
                        state.randomized().stream().map(SubjectId::new).toList())));
    }
}
