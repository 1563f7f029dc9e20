package org.trialbook.trial.kit;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.PHARMACIST;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.allocation.KitDraw;
import org.trialbook.allocation.SeedShares;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.OfSubject;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyEvent.SeedShareCommitted;
import org.trialbook.event.SubjectEvent.KitDispensed;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.allocationseed.SeedCommitments;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// Gives a subject a treatment kit at a visit. The record picks one of the site's kits of the subject's arm, by a
/// draw.
public final class DispenseKit extends SubjectAct<DispenseKit.Body, DispenseKit.State> {
    /// Whichever arm is short: who is refused learns nothing of the subject. Which it is, is sealed.
    private static final Reason NO_KIT_AT_HAND = Reason.of(
            "no-kit-at-hand",
            "A site gives kits while it has one for whichever arm; supply-site brings it more. Until then nobody there"
                    + " is given one, whatever their arm.");
    private static final Reason PRODUCT_TELLS_THE_ARM = Reason.of(
                    "product-tells-the-arm",
                    "A product that is not for every arm is given by those whom the protocol lets know the arm.")
            .alwaysRecorded()
            .shown();
    private static final Reason NOT_FOR_THE_ARM =
            Reason.of("product-of-another-arm", "A product is given to subjects of the arms that it is for.");

    private final SeedShares shares;
    private final List<Rule<Command<SubjectId, Body>, State>> rules;

    /// @param visit a code of the protocol's visits
    /// @param product a code of the protocol's products
    public record Body(String visit, String product) {}

    /// @param shares of the seed, as the process was given them
    public DispenseKit(SeedShares shares) {
        super("dispense-kit", Body.class, COORDINATOR, INVESTIGATOR, PHARMACIST);
        this.shares = shares;
        rules = decision(
                (command, state) -> KitReasons.planned(state.protocol()),
                (command, state) ->
                        KitReasons.known(state.protocol(), command.body().product()),
                DispenseKit::mayKnowTheProduct,
                DispenseKit::visitKnown,
                this::randomized,
                DispenseKit::forTheArm,
                (command, state) -> state.commitments.refuse(shares, command.study()),
                DispenseKit::kitAtHand);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public boolean recordsRefusals() {
        return true;
    }

    /// The kit's number: whoever acted takes that package.
    @Override
    public Map<String, Object> receipt(RecordedEvent first, List<EventLine.Tag> tags) {
        return first.event() instanceof KitDispensed dispensed ? Map.of("kit", dispensed.kit()) : Map.of();
    }

    @Override
    protected LocalDate day(Command<SubjectId, Body> command, State state) {
        return today(command, state);
    }

    @Override
    public Boundary boundary(Command<SubjectId, Body> command) {
        return super.boundary(command)
                .andTypes(SeedShareCommitted.class)
                .and(SiteStock.events(command.target().site()));
    }

    /// The subject, and the stock of its site.
    public static final class State implements Fold, OfSubject {
        private final SubjectState subject = new SubjectState();
        private final SiteStock stock;
        private final SubjectId who;
        private SeedCommitments commitments = SeedCommitments.none();
        private int dispensed;

        State(SubjectId who) {
            this.who = who;
            this.stock = new SiteStock(who.site());
        }

        @Override
        public SubjectState subject() {
            return subject;
        }

        @Override
        public void apply(RecordedEvent recorded) {
            stock.apply(recorded);
            switch (recorded.event()) {
                case SeedShareCommitted committed -> commitments = commitments.and(committed);
                case KitDispensed kit -> dispensed += kit.subject().equals(who) ? 1 : 0;
                default -> subject.apply(recorded);
            }
        }

        private Protocol protocol() {
            return subject.newest();
        }

        private ArmCode arm() {
            return subject.arm().orElseThrow();
        }
    }

    @Override
    public State initial(Command<SubjectId, Body> command) {
        return new State(command.target());
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, State>> rules() {
        return rules;
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, State state) {
        Body body = command.body();
        SubjectId subject = command.target();
        String kit = KitDraw.given(
                shares.seed(command.study()).orElseThrow(),
                command.study(),
                subject,
                state.dispensed,
                state.stock.atHand(body.product(), state.arm()));
        return Outcome.recorded(new KitDispensed(
                command.study(),
                subject,
                subject.site(),
                body.visit(),
                body.product(),
                kit,
                state.dispensed + 1,
                today(command, state)));
    }

    /// It depends on the protocol and the role alone.
    private static @Nullable Refusal mayKnowTheProduct(Command<SubjectId, Body> command, State state) {
        return KitReasons.product(state.protocol(), command.body().product()).tellsTheArm()
                        && state.subject
                                .blinding()
                                .blinded(command.actor().role().storedName())
                ? PRODUCT_TELLS_THE_ARM.with("product", command.body().product())
                : null;
    }

    private static @Nullable Refusal visitKnown(Command<SubjectId, Body> command, State state) {
        return state.subject.protocol().visit(command.body().visit()).isPresent()
                ? null
                : SharedReasons.unknownCode(
                        "visit",
                        command.body().visit(),
                        state.subject.protocol().visitCodes());
    }

    private @Nullable Refusal randomized(Command<SubjectId, Body> command, State state) {
        return state.subject.arm().isPresent() ? null : outOfOrder(name(), "randomize");
    }

    private static @Nullable Refusal forTheArm(Command<SubjectId, Body> command, State state) {
        return arms(command, state).contains(state.arm())
                ? null
                : NOT_FOR_THE_ARM.with("product", command.body().product()).sealing("arm", state.arm());
    }

    private static @Nullable Refusal kitAtHand(Command<SubjectId, Body> command, State state) {
        String product = command.body().product();
        String lacking = arms(command, state).stream()
                .filter(arm -> state.stock.atHand(product, arm).isEmpty())
                .map(ArmCode::value)
                .collect(Collectors.joining(", "));
        return lacking.isEmpty()
                ? null
                : NO_KIT_AT_HAND
                        .with("site", command.target().site())
                        .with("product", product)
                        .sealing("arms", lacking);
    }

    private static List<ArmCode> arms(Command<SubjectId, Body> command, State state) {
        Protocol protocol = state.protocol();
        return KitReasons.plan(protocol)
                .arms(KitReasons.product(protocol, command.body().product()), protocol);
    }
}
