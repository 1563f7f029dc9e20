package org.trialbook.trial.kit;

import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.SPONSOR;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.AllocationSeed;
import org.trialbook.allocation.KitDraw;
import org.trialbook.allocation.KitList;
import org.trialbook.allocation.PreparedLists;
import org.trialbook.allocation.SeedShares;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.ArmCode;
import org.trialbook.event.EventTag;
import org.trialbook.event.KitEvent.KitsShipped;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Boundary.Criterion;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.allocationseed.SeedCommitments;
import org.trialbook.trial.rules.SharedReasons;

/// Brings a site to so many kits of each arm. Which ones they are, the record draws; how many, follows from how many
/// the site has, so that neither tells whom it gave which.
public final class SupplySite extends Act<SiteId, SupplySite.Body, SupplySite.State> {
    private static final int MOST_OF_AN_ARM = 50;
    private static final int MOST_IN_AN_EVENT = 40;

    private static final Reason LIST_MISSING = Reason.of(
            "kit-list-missing", "The process that supplies a site holds the kit list to which the protocol commits.");
    /// If a site had more of one arm than it is brought to, how many it is sent would tell which arm it gave.
    private static final Reason LESS_THAN_BEFORE = Reason.of(
            "supply-less-than-before",
            "A site is brought to as many kits of each arm as the last time, or to more: otherwise the number sent"
                    + " would tell what it gave.");
    private static final Reason OUT_OF_RANGE =
            Reason.of("supply-out-of-range", "A site is brought to 1 to 50 kits of each arm.");
    private static final Reason NOTHING_TO_SEND =
            Reason.of("nothing-to-send", "The site has so many kits of each arm.");
    /// Whose kits are short is sealed.
    private static final Reason STORE_EXHAUSTED = Reason.of(
            "kit-store-exhausted", "The list has too few kits left to bring the site to so many of each arm.");

    private final SeedShares shares;
    private final PreparedLists lists;

    /// @param product a code of the protocol's products
    /// @param upTo how many kits of each arm the site then has
    public record Body(String product, int upTo) {}

    /// @param shares of the seed, as the process was given them
    /// @param lists that were prepared elsewhere, as the process was given them
    public SupplySite(SeedShares shares, PreparedLists lists) {
        super("supply-site", Target.SITE, Body.class, DATA_MANAGER, SPONSOR);
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

    /// The number of the site's shipment.
    @Override
    public Map<String, Object> receipt(RecordedEvent first, List<EventLine.Tag> tags) {
        return first.event() instanceof KitsShipped shipped ? Map.of("shipment", shipped.shipment()) : Map.of();
    }

    @Override
    public Boundary boundary(Command<SiteId, Body> command) {
        SiteId site = command.target();
        return Boundary.none()
                .andTypes(ProtocolPublished.class)
                .andTypes(SeedShareCommitted.class)
                .andTypes(KitsShipped.class)
                .and(SiteStock.events(site))
                .and(new Criterion(Set.of(SiteOpened.class), Set.of(new EventTag(EventTag.SITE, site.value()))));
    }

    public static final class State implements Fold {
        private final SiteStock stock;
        private final Set<String> sent = new HashSet<>();
        private SeedCommitments commitments = SeedCommitments.none();
        private @Nullable Protocol protocol;
        private boolean open;

        State(SiteId site) {
            stock = new SiteStock(site);
        }

        @Override
        public void apply(RecordedEvent recorded) {
            stock.apply(recorded);
            switch (recorded.event()) {
                case ProtocolPublished published -> protocol = Protocols.of(published);
                case SeedShareCommitted committed -> commitments = commitments.and(committed);
                case SiteOpened _ -> open = true;
                case KitsShipped shipped -> sent.addAll(shipped.kits());
                default -> {}
            }
        }

        private Protocol protocol() {
            return Optional.ofNullable(protocol).orElseThrow();
        }
    }

    @Override
    public State initial(Command<SiteId, Body> command) {
        return new State(command.target());
    }

    @Override
    protected List<Rule<Command<SiteId, Body>, State>> rules() {
        return List.of(
                (command, state) -> state.protocol == null ? SharedReasons.noProtocol() : null,
                (command, state) -> state.open ? null : SharedReasons.siteNotOpen(command.target()),
                (command, state) -> KitReasons.planned(state.protocol()),
                (command, state) ->
                        KitReasons.known(state.protocol(), command.body().product()),
                SupplySite::inRange,
                SupplySite::notLessThanBefore,
                (command, state) -> state.commitments.refuse(shares, command.study()),
                this::listHeld,
                SupplySite::somethingToSend,
                this::enoughLeft);
    }

    @Override
    protected Outcome accept(Command<SiteId, Body> command, State state) {
        AllocationSeed seed = shares.seed(command.study()).orElseThrow();
        int shipment = state.stock.shipments() + 1;
        SortedMap<String, ArmCode> sent = new TreeMap<>();
        needed(command, state).forEach((arm, count) -> {
            SortedSet<String> left = left(command, state, arm);
            for (int i = 0; i < count; i++) {
                String kit = KitDraw.sent(seed, command.study(), command.target(), shipment, sent.size(), left);
                left.remove(kit);
                sent.put(kit, arm);
            }
        });
        List<TrialEvent> events = new ArrayList<>();
        List<String> numbers = List.copyOf(sent.keySet());
        for (int from = 0; from < numbers.size(); from += MOST_IN_AN_EVENT) {
            List<String> part = numbers.subList(from, Math.min(numbers.size(), from + MOST_IN_AN_EVENT));
            events.add(new KitsShipped(
                    command.study(),
                    command.target(),
                    shipment,
                    command.body().product(),
                    command.body().upTo(),
                    List.copyOf(part),
                    Sealed.of(part.stream()
                            .collect(Collectors.toMap(kit -> kit, sent::get, (one, other) -> one, TreeMap::new)))));
        }
        return new Outcome.Recorded(events);
    }

    /// Arm → how many it lacks, in the protocol's order.
    private static Map<ArmCode, Integer> needed(Command<SiteId, Body> command, State state) {
        Protocol protocol = state.protocol();
        String product = command.body().product();
        Map<ArmCode, Integer> needed = new LinkedHashMap<>();
        KitReasons.plan(protocol)
                .arms(KitReasons.product(protocol, product), protocol)
                .forEach(arm -> needed.put(
                        arm,
                        command.body().upTo() - state.stock.atHand(product, arm).size()));
        return needed;
    }

    private Optional<KitList> list(State state) {
        return lists.kits(KitReasons.plan(state.protocol()).list());
    }

    private SortedSet<String> left(Command<SiteId, Body> command, State state, ArmCode arm) {
        return list(state).orElseThrow().kits().values().stream()
                .filter(kit -> kit.product().equals(command.body().product())
                        && kit.arm().equals(arm)
                        && !state.sent.contains(kit.number()))
                .map(KitList.Kit::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @Nullable Refusal inRange(Command<SiteId, Body> command, State state) {
        int upTo = command.body().upTo();
        return upTo >= 1 && upTo <= MOST_OF_AN_ARM ? null : OUT_OF_RANGE.with("upTo", upTo);
    }

    private static @Nullable Refusal notLessThanBefore(Command<SiteId, Body> command, State state) {
        int before = state.stock.upTo(command.body().product());
        return command.body().upTo() >= before
                ? null
                : LESS_THAN_BEFORE.with("upTo", command.body().upTo()).with("before", before);
    }

    private @Nullable Refusal listHeld(Command<SiteId, Body> command, State state) {
        return list(state).isPresent()
                ? null
                : LIST_MISSING.with("list", KitReasons.plan(state.protocol()).list());
    }

    private static @Nullable Refusal somethingToSend(Command<SiteId, Body> command, State state) {
        return needed(command, state).values().stream().anyMatch(count -> count > 0)
                ? null
                : NOTHING_TO_SEND.with("upTo", command.body().upTo());
    }

    private @Nullable Refusal enoughLeft(Command<SiteId, Body> command, State state) {
        String lacking = needed(command, state).entrySet().stream()
                .filter(need -> left(command, state, need.getKey()).size() < need.getValue())
                .map(need -> need.getKey().value())
                .collect(Collectors.joining(", "));
        return lacking.isEmpty()
                ? null
                : STORE_EXHAUSTED.with("product", command.body().product()).sealing("arms", lacking);
    }
}
