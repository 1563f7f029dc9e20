package org.trialbook.trial.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.KITS;
import static org.trialbook.trial.HotCrt.KITTED;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.SEED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.at;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.eligible;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.HotCrt.under;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.trialbook.access.Caller;
import org.trialbook.allocation.KitDraw;
import org.trialbook.allocation.PreparedLists;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.KitEvent.KitAccounted;
import org.trialbook.event.KitEvent.KitsShipped;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectEvent.KitDispensed;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;

/// Kits are sent to a site, given to its subjects and accounted for, and nobody who is blind learns of an arm by it.
class TreatmentKitsTest implements ActExamples {

    private static final List<String> OF_CSP = List.of("K-1041", "K-5772", "K-6180");
    private static final List<String> OF_BVP = List.of("K-3141", "K-4142", "K-8314");

    private static Asked<SiteId, SupplySite.Body> supply(int upTo) {
        return ask(SupplySite.class, by(DATA_MANAGER), SITE, new SupplySite.Body("tablets", upTo));
    }

    private static Asked<SubjectId, DispenseKit.Body> dispense(Caller by, String product) {
        return ask(DispenseKit.class, at(by, RANDOMIZED), SUBJECT, new DispenseKit.Body("discharge", product));
    }

    private static Asked<SiteId, AccountForKit.Body> account(String kit, String outcome) {
        return ask(AccountForKit.class, by(COORDINATOR), SITE, new AccountForKit.Body(kit, outcome));
    }

    private static ArmCode arm(String kit) {
        return Objects.requireNonNull(KITS.kits().get(kit)).arm();
    }

    private static KitsShipped shipped(int shipment, String product, int upTo, String... kits) {
        Map<String, ArmCode> arms = new TreeMap<>();
        List.of(kits).forEach(kit -> arms.put(kit, arm(kit)));
        return new KitsShipped(STUDY, SITE, shipment, product, upTo, List.copyOf(arms.keySet()), Sealed.of(arms));
    }

    private static KitsShipped all() {
        return shipped(1, "tablets", 3, "K-1041", "K-3141", "K-4142", "K-5772", "K-6180", "K-8314");
    }

    private static KitDispensed dispensed(String subject, String kit, int dispensing) {
        return new KitDispensed(
                STUDY, new SubjectId(subject), SITE, "discharge", "tablets", kit, dispensing, RANDOMIZED);
    }

    private static List<TrialEvent> with(List<? extends TrialEvent> history, TrialEvent... more) {
        return HotCrt.and(under(KITTED, history), more);
    }

    // ---- sent to a site

    @Test
    void aSiteIsBroughtToSoManyOfEachArmAndTheirNumbersSayNothing() {
        KitsShipped event = given(with(openSite())).when(supply(2)).recorded(KitsShipped.class);

        assertThat(event.kits()).hasSize(4).isSorted();
        assertThat(event.arms().opened().keySet()).containsExactlyElementsOf(event.kits());
        event.arms().opened().forEach((kit, arm) -> assertThat(arm).isEqualTo(arm(kit)));
        assertThat(event.kits().stream().filter(OF_CSP::contains)).hasSize(2);
    }

    /// Whichever arms they were of: as many are sent as are gone.
    @Test
    void howManyAreSentFollowsFromHowManyAreGone() {
        KitsShipped two = shipped(1, "tablets", 2, "K-1041", "K-3141", "K-4142", "K-5772");
        for (String gone : List.of("K-1041", "K-3141")) {
            KitsShipped event = given(with(randomized(arm(gone)), two, dispensed("01-001", gone, 1)))
                    .when(supply(2))
                    .recorded(KitsShipped.class);

            assertThat(event.shipment()).isEqualTo(2);
            assertThat(event.kits())
                    .singleElement()
                    .satisfies(kit -> assertThat(arm(kit)).isEqualTo(arm(gone)));
        }
    }

    @Test
    void noSiteIsBroughtToFewerThanBeforeForTheNumberWouldTell() {
        given(with(openSite(), all()))
                .when(supply(2))
                .thenRefused("supply-less-than-before", Map.of("upTo", "2", "before", "3"));
    }

    @Test
    void aSiteThatHasThemAllIsSentNothing() {
        given(with(openSite(), all())).when(supply(3)).thenRefused("nothing-to-send", Map.of("upTo", "3"));
    }

    /// Of which arm there are too few stays sealed.
    @Test
    void moreThanTheListHoldsAreNotSent() {
        given(with(openSite()))
                .when(supply(4))
                .thenRefused("kit-store-exhausted", Map.of("product", "tablets"), Map.of("arms", "CSP, BVP"));
    }

    @Test
    void noKitIsSentTwice() {
        KitsShipped elsewhere = new KitsShipped(
                STUDY,
                new SiteId("02"),
                1,
                "tablets",
                1,
                List.of("K-1041", "K-3141"),
                Sealed.of(Map.of("K-1041", CSP, "K-3141", BVP)));
        KitsShipped event = given(with(openSite(), elsewhere)).when(supply(2)).recorded(KitsShipped.class);

        assertThat(event.kits()).containsExactly("K-4142", "K-5772", "K-6180", "K-8314");
    }

    @Test
    void aProcessWithoutTheListSuppliesNobody() {
        Outcome outcome = Scenario.decide(
                new Asked<>(
                        new SupplySite(HotCrt.SHARES, PreparedLists.none()),
                        new Command<>(by(DATA_MANAGER), SITE, new SupplySite.Body("tablets", 1))),
                with(openSite()));

        assertThat(((Outcome.Refused) outcome).refusal().name()).isEqualTo("kit-list-missing");
    }

    // ---- given to a subject

    @Test
    void aSubjectIsGivenTheKitThatIsDrawnAmongThoseOfTheArm() {
        for (ArmCode arm : List.of(CSP, BVP)) {
            String drawn = KitDraw.given(SEED, STUDY, SUBJECT, 0, new TreeSet<>(arm.equals(CSP) ? OF_CSP : OF_BVP));
            given(with(randomized(arm), all()))
                    .when(dispense(INVESTIGATOR, "tablets"))
                    .thenRecorded(dispensed("01-001", drawn, 1));
        }
    }

    @Test
    void theNextOneIsDrawnAmongThoseThatAreLeft() {
        KitDispensed event = given(with(
                        randomized(CSP),
                        all(),
                        dispensed("01-001", "K-1041", 1),
                        new KitAccounted(STUDY, SITE, "K-5772", "damaged")))
                .when(dispense(COORDINATOR, "tablets"))
                .recorded(KitDispensed.class);

        assertThat(event).isEqualTo(dispensed("01-001", "K-6180", 2));
    }

    /// The site is out of one arm's kits: whoever comes is refused in the same words, and of which is sealed.
    @Test
    void theRefusalIsTheSameWhateverTheArmOfWhoIsRefused() {
        for (ArmCode arm : List.of(CSP, BVP)) {
            given(with(randomized(arm), shipped(1, "tablets", 1, "K-1041", "K-3141"), dispensed("01-009", "K-3141", 1)))
                    .when(dispense(COORDINATOR, "tablets"))
                    .thenRefused("no-kit-at-hand", Map.of("site", "01", "product", "tablets"), Map.of("arms", "BVP"));
        }
    }

    @Test
    void whatIsForOneArmIsGivenByThoseWhoMayKnow() {
        KitsShipped booklets = shipped(1, "booklet", 1, "K-2718");
        given(with(randomized(CSP), booklets))
                .when(dispense(COORDINATOR, "booklet"))
                .thenRefused("product-tells-the-arm", Map.of("product", "booklet"));
        given(with(randomized(CSP), booklets))
                .when(dispense(INVESTIGATOR, "booklet"))
                .recorded(KitDispensed.class);
        given(with(randomized(BVP), booklets))
                .when(dispense(INVESTIGATOR, "booklet"))
                .thenRefused("product-of-another-arm", Map.of("product", "booklet"), Map.of("arm", "BVP"));
    }

    @Test
    void nobodyIsGivenAKitBeforeTheRandomizationOrByAProtocolWithoutKits() {
        given(with(eligible(), all()))
                .when(dispense(COORDINATOR, "tablets"))
                .thenRefused("out-of-order", Map.of("act", "dispense-kit", "missing", "randomize"));
        given(randomized(CSP)).when(dispense(COORDINATOR, "tablets")).thenRefused("no-kits-in-the-protocol", Map.of());
    }

    // ---- accounted for

    @Test
    void whatWasGivenComesBackAndIsDestroyed() {
        List<TrialEvent> given = with(randomized(CSP), all(), dispensed("01-001", "K-1041", 1));
        given(given)
                .when(account("K-1041", "returned"))
                .thenRecorded(new KitAccounted(STUDY, SITE, "K-1041", "returned"));
        given(given, new KitAccounted(STUDY, SITE, "K-1041", "returned"))
                .when(account("K-1041", "destroyed"))
                .thenRecorded(new KitAccounted(STUDY, SITE, "K-1041", "destroyed"));
        given(given)
                .when(account("K-1041", "damaged"))
                .thenRefused("kit-cannot-be-that", Map.of("kit", "K-1041", "status", "dispensed"));
        given(given, new KitAccounted(STUDY, SITE, "K-1041", "lost"))
                .when(account("K-1041", "returned"))
                .thenRefused("kit-cannot-be-that", Map.of("kit", "K-1041", "status", "lost"));
    }

    @Test
    void aKitOfAnotherSiteIsNoneOfThisOne() {
        given(with(openSite()))
                .when(account("K-1041", "lost"))
                .thenRefused("kit-not-at-the-site", Map.of("site", "01", "kit", "K-1041"));
    }

    @Test
    void aSiteIsSentSomethingAndAKitIsGivenAtAVisitThatThereIs() {
        assertThat(given(with(openSite())).when(supply(0)).refusal().name()).isEqualTo("supply-out-of-range");
        assertThat(given(with(randomized(CSP), all()))
                        .when(ask(
                                DispenseKit.class,
                                at(INVESTIGATOR, RANDOMIZED),
                                SUBJECT,
                                new DispenseKit.Body("month-99", "tablets")))
                        .refusal()
                        .evidence())
                .containsEntry("kind", "visit")
                .containsEntry("code", "month-99");
    }

    // ---- examples

    @Override
    public List<ActExample<?, ?>> examples() {
        SupplySite.Body two = new SupplySite.Body("tablets", 2);
        return List.of(
                example(SupplySite.class, by(DATA_MANAGER), SITE, two, with(openSite()))
                        .once(TreatmentKitsTest::kitted)
                        .on(trial -> "/sites/01")
                        .refused("no-kits-in-the-protocol", openSite())
                        .refused("unknown-code", new SupplySite.Body("capsules", 2), with(openSite()))
                        .refused("supply-out-of-range", new SupplySite.Body("tablets", 51), with(openSite()))
                        .refused("supply-less-than-before", with(openSite(), all()))
                        .refused("nothing-to-send", new SupplySite.Body("tablets", 3), with(openSite(), all()))
                        .refused("kit-store-exhausted", new SupplySite.Body("tablets", 4), with(openSite()))
                        .refused(
                                "kit-list-missing",
                                new Asked<>(
                                        new SupplySite(HotCrt.SHARES, PreparedLists.none()),
                                        new Command<>(by(DATA_MANAGER), SITE, two)),
                                with(openSite())),
                example(
                                DispenseKit.class,
                                at(INVESTIGATOR, RANDOMIZED),
                                SUBJECT,
                                new DispenseKit.Body("discharge", "tablets"),
                                with(randomized(CSP), all()))
                        .once(TreatmentKitsTest::kitted)
                        .on(TreatmentKitsTest::supplied)
                        .refused("no-kits-in-the-protocol", randomized(CSP))
                        .refused("unknown-code", new DispenseKit.Body("discharge", "capsules"), with(randomized(CSP)))
                        .refused("no-kit-at-hand", with(randomized(CSP)))
                        .refused(
                                "product-tells-the-arm",
                                at(COORDINATOR, RANDOMIZED),
                                new DispenseKit.Body("discharge", "booklet"),
                                with(randomized(CSP)))
                        .refused(
                                "product-of-another-arm",
                                new DispenseKit.Body("discharge", "booklet"),
                                with(randomized(BVP))),
                example(
                                AccountForKit.class,
                                by(COORDINATOR),
                                SITE,
                                new AccountForKit.Body("K-1041", "damaged"),
                                with(openSite(), all()))
                        .once(TreatmentKitsTest::kitted)
                        .on(trial -> {
                            supplied(trial);
                            return "/sites/01";
                        })
                        .wrong("kit", "", 400, "invalid-field")
                        .wrong("outcome", "eaten", 422, "unknown-code")
                        .refused("kit-not-at-the-site", with(openSite()))
                        .refused(
                                "kit-cannot-be-that",
                                with(openSite(), all()),
                                new KitAccounted(STUDY, SITE, "K-1041", "lost")));
    }

    private static Trial kitted() {
        Trial trial = new Trial(TrialServer.start(HandedOver.class));
        trial.server().recorded("data-manager", "/acts/publish-protocol", Map.of("protocol", KITTED));
        trial.commitSeed();
        trial.open("01");
        return trial;
    }

    /// All kits are at the site. What is done a second time is done to somebody else.
    private static String supplied(Trial trial) {
        trial.server().act("data-manager", "/sites/01/acts/supply-site", Map.of("product", "tablets", "upTo", 3));
        return trial.randomized("01");
    }

    /// What whoever packed the kits has handed over.
    @Configuration(proxyBeanMethods = false)
    static class HandedOver {
        @Bean
        @Primary
        PreparedLists handedOver() {
            return PreparedLists.of(List.of(), List.of(KITS));
        }
    }
}
