package org.trialbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyId;

/// The examples in section 10 of `docs/format.md` are what the methods compute.
class AllocationMethodsOnTheFormatPageTest {

    private static final StudyId STUDY = new StudyId("HOT-CRT");

    private final AllocationExamples examples = AllocationExamples.read();
    private final AllocationSeed seed = AllocationSeed.of(STUDY, share("sponsor"), share("statistician"));

    private SeedShare share(String party) {
        return SeedShare.ofHex(examples.named(party + "-share"));
    }

    private static Ratio ratio(int csp, int bvp) {
        Map<ArmCode, Integer> shares = new LinkedHashMap<>();
        shares.put(new ArmCode("CSP"), csp);
        shares.put(new ArmCode("BVP"), bvp);
        return new Ratio(shares);
    }

    /// The record, its protocol and its key are looked at where the verifier reads them.
    @Test
    void noExampleIsLeftUnchecked() {
        assertThat(examples.byName().keySet())
                .containsExactly(
                        "record",
                        "protocol",
                        "sponsor-share",
                        "sponsor-commitment",
                        "statistician-share",
                        "statistician-commitment",
                        "seed",
                        "hmac",
                        "permuted-blocks",
                        "arrivals",
                        "biased-coin",
                        "big-stick",
                        "minimization-range",
                        "minimization-variance",
                        "list",
                        "list-commitment",
                        "blinding-key",
                        "sealed-arm");
    }

    @Test
    void theSharesGiveTheCommitmentsAndTheSeed() {
        for (SeedParty party : SeedParty.values()) {
            assertThat(share(party.storedName()).commitment(STUDY, party))
                    .isEqualTo(examples.named(party.storedName() + "-commitment"));
        }
        String message = "trialbook allocation v1|HOT-CRT|aetiology=ischaemic;site=01|0|0|0";
        assertThat(HexFormat.of().formatHex(seed.hmac(message))).isEqualTo(examples.named("hmac"));
        assertThat(new AllocationSeed(HexFormat.of().parseHex(examples.named("seed"))).hmac(message))
                .isEqualTo(seed.hmac(message));
    }

    @Test
    void theBlocksOfAStratum() {
        PermutedBlocks blocks = new PermutedBlocks(seed, STUDY, ratio(1, 1).shares(), List.of(4, 6));
        List<String> arms = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            arms.add(blocks.arm("aetiology=ischaemic;site=01", i).value());
        }
        assertThat(String.join(" ", arms)).isEqualTo(examples.named("permuted-blocks"));
    }

    @Test
    void theMethodsThatLookBack() {
        Ratio ratio = ratio(2, 1);
        assertThat(arms(new BiasedCoin(
                        seed, "trialbook biased-coin v1|" + STUDY, new Preference(ratio, new BigDecimal("0.75")))))
                .isEqualTo(examples.named("biased-coin"));
        assertThat(arms(new BigStick(seed, "trialbook big-stick v1|" + STUDY, ratio, 3)))
                .isEqualTo(examples.named("big-stick"));
        assertThat(arms(new Minimization(
                        seed,
                        "trialbook minimization v1|" + STUDY,
                        new Marginal(ratio, Marginal.Measure.RANGE),
                        new Preference(ratio, new BigDecimal("0.8")))))
                .isEqualTo(examples.named("minimization-range"));
        assertThat(arms(new Minimization(
                        seed,
                        "trialbook minimization v1|" + STUDY,
                        new Marginal(ratio, Marginal.Measure.VARIANCE),
                        new Preference(ratio, new BigDecimal("0.90")))))
                .isEqualTo(examples.named("minimization-variance"));
    }

    private String arms(AllocationMethod method) {
        AllocationCounts tally = new AllocationCounts();
        List<String> arms = new ArrayList<>();
        for (String line : examples.named("arrivals").lines().toList()) {
            Stratum stratum = Stratum.parse(line);
            ArmCode arm = method.next(tally, stratum);
            tally.add(stratum, arm);
            arms.add(arm.value());
        }
        return String.join(" ", arms);
    }
}
