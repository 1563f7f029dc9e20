package org.trialbook.trial.unblinding;

import static org.trialbook.access.Role.STATISTICIAN;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.EnvelopesIssued;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.EventLine;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Boundary.Criterion;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.rules.SharedReasons;

/// Issues code-break envelopes for a site: one for everybody randomized there by now. A further issue holds all of them
/// again, so that a site keeps one set and destroys the older ones unopened.
public final class IssueEnvelopes extends Act<SiteId, IssueEnvelopes.Body, IssueEnvelopes.State> {
    private static final Reason NOBODY_RANDOMIZED =
            Reason.of("nobody-randomized", "Envelopes are made for the randomized subjects of a site.");

    private static final List<Rule<Command<SiteId, Body>, State>> RULES = List.of(
            (command, state) -> state.protocol ? null : SharedReasons.noProtocol(),
            (command, state) -> state.open ? null : SharedReasons.siteNotOpen(command.target()),
            (command, state) -> state.studyUnblinded ? UnblindingAct.STUDY_IS_UNBLINDED.refusal() : null,
            (command, state) -> state.randomized.isEmpty() ? NOBODY_RANDOMIZED.with("site", command.target()) : null);

    public record Body() {}

    public IssueEnvelopes() {
        super("issue-envelopes", Target.SITE, Body.class, STATISTICIAN);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public boolean endsWithTheLock() {
        return false;
    }

    /// The number of the site's issue of envelopes.
    @Override
    public Map<String, Object> receipt(RecordedEvent first, List<EventLine.Tag> tags) {
        return first.event() instanceof EnvelopesIssued issued ? Map.of("issue", issued.issue()) : Map.of();
    }

    @Override
    public Boundary boundary(Command<SiteId, Body> command) {
        return Boundary.none()
                .andTypes(ProtocolPublished.class)
                .andTypes(StudyUnblinded.class)
                .and(new Criterion(
                        Set.of(SiteOpened.class, EnvelopesIssued.class, SubjectRandomized.class),
                        Set.of(new EventTag(EventTag.SITE, command.target().value()))));
    }

    public static final class State implements Fold {
        private boolean protocol;
        private boolean open;
        private boolean studyUnblinded;
        private int issues;
        private final SortedSet<String> randomized = new TreeSet<>();

        @Override
        public void apply(RecordedEvent recorded) {
            switch (recorded.event()) {
                case ProtocolPublished _ -> protocol = true;
                case SiteOpened _ -> open = true;
                case EnvelopesIssued issued -> issues = issued.issue();
                case SubjectRandomized subject ->
                    randomized.add(subject.subject().value());
                case StudyUnblinded _ -> studyUnblinded = true;
                default -> {}
            }
        }
    }

    @Override
    public State initial(Command<SiteId, Body> command) {
        return new State();
    }

    @Override
    protected List<Rule<Command<SiteId, Body>, State>> rules() {
        return RULES;
    }

    @Override
    protected Outcome accept(Command<SiteId, Body> command, State state) {
        return Outcome.recorded(new EnvelopesIssued(
                command.study(),
                command.target(),
                state.issues + 1,
                state.randomized.stream().map(SubjectId::new).toList()));
    }
}
