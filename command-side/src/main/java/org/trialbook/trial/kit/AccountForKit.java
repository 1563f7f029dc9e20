package org.trialbook.trial.kit;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.PHARMACIST;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.KitEvent.KitAccounted;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Boundary.Criterion;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.kit.SiteStock.Status;
import org.trialbook.trial.rules.SharedReasons;

/// Says what became of a kit at a site: that it came back, is damaged, lost or destroyed.
public final class AccountForKit extends Act<SiteId, AccountForKit.Body, AccountForKit.State> {
    private static final List<String> OUTCOMES = List.of("returned", "damaged", "lost", "destroyed");
    private static final Reason NOT_AT_SITE = Reason.of("kit-not-at-the-site", "The site was sent no such kit.");
    private static final Reason IS_ELSEWHERE = Reason.of(
            "kit-cannot-be-that",
            "What was given out comes back or is lost, what came back or is damaged is destroyed or lost, and what is"
                    + " lost or destroyed stays so.");

    /// @param kit its number
    /// @param outcome `returned`, `damaged`, `lost` or `destroyed`
    public record Body(@Text(longest = 20) String kit, String outcome) {}

    public AccountForKit() {
        super("account-for-kit", Target.SITE, Body.class, COORDINATOR, INVESTIGATOR, PHARMACIST);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Boundary boundary(Command<SiteId, Body> command) {
        return Boundary.none()
                .and(SiteStock.events(command.target()))
                .and(new Criterion(
                        Set.of(SiteOpened.class),
                        Set.of(new EventTag(EventTag.SITE, command.target().value()))));
    }

    public static final class State implements Fold {
        private final SiteStock stock;
        private boolean open;

        State(SiteId site) {
            stock = new SiteStock(site);
        }

        @Override
        public void apply(RecordedEvent recorded) {
            stock.apply(recorded);
            open |= recorded.event() instanceof SiteOpened;
        }
    }

    @Override
    public State initial(Command<SiteId, Body> command) {
        return new State(command.target());
    }

    @Override
    protected List<Rule<Command<SiteId, Body>, State>> rules() {
        return List.of(
                (command, state) -> state.open ? null : SharedReasons.siteNotOpen(command.target()),
                (command, state) -> OUTCOMES.contains(command.body().outcome())
                        ? null
                        : SharedReasons.unknownCode("outcome", command.body().outcome(), OUTCOMES),
                AccountForKit::canBeThat);
    }

    @Override
    protected Outcome accept(Command<SiteId, Body> command, State state) {
        return Outcome.recorded(new KitAccounted(
                command.study(),
                command.target(),
                command.body().kit(),
                command.body().outcome()));
    }

    private static @Nullable Refusal canBeThat(Command<SiteId, Body> command, State state) {
        String kit = command.body().kit();
        Status status = state.stock.status(kit).orElse(null);
        if (status == null) {
            return NOT_AT_SITE.with("site", command.target()).with("kit", kit);
        }
        Status next = Status.named(command.body().outcome()).orElseThrow();
        return status.leadsTo(next) ? null : IS_ELSEWHERE.with("kit", kit).with("status", status.storedName());
    }
}
