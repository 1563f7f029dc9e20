package org.trialbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyId;

/// The examples in section 10 of `docs/format.md` are what the code computes. They were made by a program that was
/// written from the page and shares nothing with ours.
class AllocationOnTheFormatPageTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- allocation: (\\S+) -->\n```\\w*\n(.*?)\n```\n", Pattern.DOTALL);
    private static final StudyId STUDY = new StudyId("HOT-CRT");

    private final Map<String, String> examples = new LinkedHashMap<>();
    private final AllocationSeed seed;

    AllocationOnTheFormatPageTest() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "format.md"));
        Matcher matcher = EXAMPLE.matcher(page);
        while (matcher.find()) {
            examples.put(matcher.group(1), matcher.group(2));
        }
        assertThat(page.split("<!-- allocation:", -1)).hasSize(examples.size() + 1);
        seed = AllocationSeed.of(STUDY, share("sponsor"), share("statistician"));
    }

    private String example(String id) {
        return Objects.requireNonNull(examples.get(id), id);
    }

    private SeedShare share(String party) {
        return SeedShare.ofHex(example(party + "-share"));
    }

    private static Ratio ratio(int csp, int bvp) {
        Map<ArmCode, Integer> shares = new LinkedHashMap<>();
        shares.put(new ArmCode("CSP"), csp);
        shares.put(new ArmCode("BVP"), bvp);
        return new Ratio(shares);
    }

    @Test
    void noExampleIsLeftUnchecked() {
        assertThat(examples.keySet())
                .containsExactly(
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
                        "minimization-variance");
    }

    @Test
    void theSharesGiveTheCommitmentsAndTheSeed() {
        for (SeedParty party : SeedParty.values()) {
            assertThat(share(party.storedName()).commitment(STUDY, party))
                    .isEqualTo(example(party.storedName() + "-commitment"));
        }
        String message = "trialbook allocation v1|HOT-CRT|aetiology=ischaemic;site=01|0|0|0";
        assertThat(HexFormat.of().formatHex(seed.hmac(message))).isEqualTo(example("hmac"));
        assertThat(new AllocationSeed(HexFormat.of().parseHex(example("seed"))).hmac(message))
                .isEqualTo(seed.hmac(message));
    }

    @Test
    void theBlocksOfAStratum() {
        PermutedBlocks blocks = new PermutedBlocks(seed, STUDY, ratio(1, 1).shares(), List.of(4, 6));
        List<String> arms = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            arms.add(blocks.arm("aetiology=ischaemic;site=01", i).value());
        }
        assertThat(String.join(" ", arms)).isEqualTo(example("permuted-blocks"));
    }

    @Test
    void theMethodsThatLookBack() {
        Ratio ratio = ratio(2, 1);
        assertThat(arms(new BiasedCoin(seed, STUDY, new Preference(ratio, new BigDecimal("0.75")))))
                .isEqualTo(example("biased-coin"));
        assertThat(arms(new BigStick(seed, STUDY, ratio, 3))).isEqualTo(example("big-stick"));
        assertThat(arms(new Minimization(
                        seed,
                        STUDY,
                        new Marginal(ratio, Marginal.Measure.RANGE),
                        new Preference(ratio, new BigDecimal("0.8")))))
                .isEqualTo(example("minimization-range"));
        assertThat(arms(new Minimization(
                        seed,
                        STUDY,
                        new Marginal(ratio, Marginal.Measure.VARIANCE),
                        new Preference(ratio, new BigDecimal("0.90")))))
                .isEqualTo(example("minimization-variance"));
    }

    private String arms(AllocationMethod method) {
        Tally tally = new Tally();
        List<String> arms = new ArrayList<>();
        for (String line : example("arrivals").lines().toList()) {
            Stratum stratum = Stratum.parse(line);
            ArmCode arm = method.next(tally, stratum);
            tally.add(stratum, arm);
            arms.add(arm.value());
        }
        return String.join(" ", arms);
    }
}
