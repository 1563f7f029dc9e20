package org.trialbook.trial.normalrange;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.INVESTIGATOR;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.NormalRanges;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.NormalRangeSet;
import org.trialbook.event.NormalRangeSet.RangeGroup;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.protocol.AlternativeUnit;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Item;
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
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.DayBounds;
import org.trialbook.trial.rules.SharedReasons;

/// Says what a site's laboratory calls normal of an item, from a day on. Nothing that was said is changed: another one
/// is said from a later day on, or, with a reason, for days for which one was said before.
public final class SetNormalRange extends Act<SiteId, SetNormalRange.Body, SetNormalRange.State> {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}([.][0-9]{1,9})?");
    private static final int OLDEST = 120;

    private static final Reason NO_RANGE = Reason.of(
            "normal-range-is-none",
            "A normal range reaches from the lower limit to the upper, and from the lower age to the upper, 0 to 120.");
    private static final Reason OTHER_UNIT = Reason.of(
            "normal-range-in-another-unit",
            "The limits of a normal range are in the item's unit, or in another in which it may be answered.");
    private static final Reason SAID_BEFORE = Reason.of(
            "normal-range-said-before",
            "A normal range is said when it is another than what holds on its first day, and ended while it holds.");
    private static final Reason WHY_CORRECTED = Reason.of(
            "normal-range-correction-says-why",
            "What is said of days for which a normal range was said before says why it is said now.");

    private static final List<Rule<Command<SiteId, Body>, State>> RULES = List.of(
            (command, state) -> state.protocols.isEmpty() ? SharedReasons.noProtocol() : null,
            (command, state) -> state.zone == null ? SharedReasons.siteNotOpen(command.target()) : null,
            SetNormalRange::known,
            SetNormalRange::isARange,
            SetNormalRange::inItsUnit,
            (command, state) -> DayBounds.refusal(
                    command.body().validFrom(), command.context().today(Objects.requireNonNull(state.zone))),
            SetNormalRange::isNew,
            SetNormalRange::saysWhy);

    /// @param sex of whom it holds; absent where it holds of everybody
    /// @param ageFrom the youngest of whom it holds, in years; absent likewise
    /// @param ageTo the oldest of whom it holds
    /// @param from the least that is normal; absent where there is no lower limit
    /// @param to the greatest that is normal; with neither, the range of these people ends
    /// @param unit of both limits; absent of an item that has none
    /// @param validFrom the first day on which it holds
    /// @param because absent where nothing was said for these days
    public record Body(
            @Text(longest = 40) String form,
            @Text(longest = 40) String item,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Text(oneOf = {"female", "male", "other"}) @Nullable
            String sex,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer ageFrom,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer ageTo,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Text(longest = 24) @Nullable
            String from,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Text(longest = 24) @Nullable
            String to,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String unit,

            @Text(longest = 80) String laboratory,
            LocalDate validFrom,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Text(oneOf = {"entered-wrongly", "laboratory-corrected-it", "learned-late"})
            @Nullable
            String because) {
        public Body {
            number("from", from);
            number("to", to);
        }

        private static void number(String member, @Nullable String text) {
            if (text != null && !NUMBER.matcher(text).matches()) {
                throw new ProblemException(Problems.invalidField(member, "a number, such as 3.5"));
            }
        }
    }

    public SetNormalRange() {
        super("set-normal-range", Target.SITE, Body.class, DATA_MANAGER, COORDINATOR, INVESTIGATOR);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Boundary boundary(Command<SiteId, Body> command) {
        return Boundary.none()
                .andTypes(ProtocolPublished.class)
                .andSite(command.target())
                .and(new Criterion(
                        Set.of(NormalRangeSet.class),
                        Set.of(new EventTag(EventTag.SITE, command.target().value()))));
    }

    public static final class State implements Fold {
        private final List<Protocol> protocols = new ArrayList<>();
        private final NormalRanges ranges = new NormalRanges();
        private @Nullable ZoneId zone;

        @Override
        public void apply(RecordedEvent recorded) {
            switch (recorded.event()) {
                case ProtocolPublished published -> protocols.addFirst(Protocols.of(published));
                case SiteOpened opened -> zone = ZoneId.of(opened.zone());
                default -> ranges.apply(recorded.event(), recorded.recordedAt(), recorded.actor());
            }
        }

        /// As the newest version asks it that says of it what is normal: who was recorded under an earlier one stays.
        private Optional<Item> item(Body body) {
            return protocols.stream()
                    .flatMap(protocol -> protocol.form(body.form()).stream())
                    .flatMap(form -> form.item(body.item()).stream())
                    .filter(item -> item.normalRange() != null)
                    .findFirst();
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
        return Outcome.recorded(said(command));
    }

    private static NormalRangeSet said(Command<SiteId, Body> command) {
        Body body = command.body();
        return new NormalRangeSet(
                command.study(),
                command.target(),
                body.form(),
                body.item(),
                new RangeGroup(body.sex(), body.ageFrom(), body.ageTo()),
                body.from(),
                body.to(),
                body.unit(),
                body.laboratory(),
                body.validFrom(),
                body.because());
    }

    private static @Nullable Refusal known(Command<SiteId, Body> command, State state) {
        Body body = command.body();
        return state.item(body).isPresent()
                ? null
                : SharedReasons.unknownCode(
                        "item",
                        body.form() + "/" + body.item(),
                        state.protocols.getFirst().forms().stream()
                                .flatMap(SetNormalRange::ranged)
                                .toList());
    }

    private static Stream<String> ranged(Form form) {
        return form.items().stream()
                .filter(item -> item.normalRange() != null)
                .map(item -> form.code() + "/" + item.code());
    }

    private static @Nullable Refusal isARange(Command<SiteId, Body> command, State state) {
        Body body = command.body();
        int ageFrom = body.ageFrom() == null ? 0 : body.ageFrom();
        int ageTo = body.ageTo() == null ? OLDEST : body.ageTo();
        boolean limits = body.from() == null
                || body.to() == null
                || new BigDecimal(body.from()).compareTo(new BigDecimal(body.to())) <= 0;
        return limits && ageFrom >= 0 && ageFrom <= ageTo && ageTo <= OLDEST
                ? null
                : NO_RANGE.with("from", String.valueOf(body.from()))
                        .with("to", String.valueOf(body.to()))
                        .with("ageFrom", ageFrom)
                        .with("ageTo", ageTo);
    }

    private static @Nullable Refusal inItsUnit(Command<SiteId, Body> command, State state) {
        Item item = state.item(command.body()).orElseThrow();
        String unit = command.body().unit();
        return Objects.equals(unit, item.unit())
                        || item.alternativeUnits().stream()
                                .map(AlternativeUnit::unit)
                                .anyMatch(other -> other.equals(unit))
                ? null
                : OTHER_UNIT.with("unit", String.valueOf(unit)).with("item", String.valueOf(item.unit()));
    }

    private static @Nullable Refusal isNew(Command<SiteId, Body> command, State state) {
        NormalRangeSet said = said(command);
        Optional<NormalRangeSet> holds = state.ranges.on(said.validFrom(), said);
        boolean same = holds.map(before -> alike(before, said)).orElse(said.ends());
        return same
                ? SAID_BEFORE
                        .with("form", said.form())
                        .with("item", said.item())
                        .with("validFrom", holds.map(NormalRangeSet::validFrom).orElse(said.validFrom()))
                : null;
    }

    private static boolean alike(NormalRangeSet before, NormalRangeSet now) {
        boolean limits = equal(before.from(), now.from()) && equal(before.to(), now.to());
        return limits
                && (now.ends()
                        || (Objects.equals(before.unit(), now.unit())
                                && before.laboratory().equals(now.laboratory())));
    }

    private static boolean equal(@Nullable String one, @Nullable String other) {
        return one == null || other == null
                ? one == null && other == null
                : new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    }

    private static @Nullable Refusal saysWhy(Command<SiteId, Body> command, State state) {
        NormalRangeSet said = said(command);
        return said.because() != null || !state.ranges.saidFrom(said.validFrom(), said)
                ? null
                : WHY_CORRECTED.with("validFrom", said.validFrom());
    }
}
