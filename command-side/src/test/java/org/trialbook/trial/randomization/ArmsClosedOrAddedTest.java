package org.trialbook.trial.randomization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.SEED;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.confirmed;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.allocation.AllocationCounts;
import org.trialbook.allocation.AllocationMethod;
import org.trialbook.allocation.AllocationPeriod;
import org.trialbook.allocation.Stratum;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.publication.PublishProtocol;

/// Arms are closed or added while subjects are on their way: from then on nobody from before counts.
class ArmsClosedOrAddedTest {

    private static final ArmCode HIS = new ArmCode("HIS");
    private static final ArmCode LBBAP = new ArmCode("LBBAP");
    private static final Stratum STRATUM = Stratum.parse("aetiology=ischaemic;site=01");

    /// CSP, BVP and HIS in 2 to 1 to 1.
    private static String threeArms(String method) {
        return HotCrt.YAML
                .replace("method: permuted-blocks\n  block-sizes: [4, 6]", method)
                .replace("path: allocation.block-sizes", "path: allocation.method")
                .replaceFirst("ratio: 1", "ratio: 2")
                .replace("\nallocation:\n", "  - {code: HIS, label: His, ratio: 1, treatment: [his]}\n\nallocation:\n");
    }

    private static String version(String number, String yaml) {
        return yaml.replaceFirst("version: \"[0-9]+\"", "version: \"" + number + "\"");
    }

    private static String closingBvp(String yaml) {
        return yaml.replaceFirst("(?s)(code: BVP.*?ratio: 1)", "$1\n    closed: true");
    }

    private static String addingLbbap(String yaml) {
        return yaml.replace(
                "\nallocation:\n",
                "  - {code: LBBAP, label: Left bundle, ratio: 1, treatment: [left-bundle]}\n\nallocation:\n");
    }

    private static Protocol read(String yaml) {
        return ProtocolFile.read("p", yaml);
    }

    /// Randomizes so many more, each recorded behind the history, and compares with one pass over the period.
    private static List<ArmCode> randomize(List<TrialEvent> history, int period, String yaml, int count) {
        AllocationMethod expected =
                AllocationMethod.of(new AllocationPeriod(read(yaml).plan(), period), SEED);
        AllocationCounts counts = new AllocationCounts();
        List<ArmCode> arms = new ArrayList<>();
        int before = (int)
                history.stream().filter(SubjectRandomized.class::isInstance).count();
        for (int i = 0; i < count; i++) {
            SubjectId subject = new SubjectId("01-%03d".formatted(before + i + 1));
            history.addAll(List.of(registered(subject), HotCrt.consented(subject), confirmed(subject)));
            SubjectRandomized event = given(history)
                    .when(ask(
                            RandomizeSubject.class,
                            HotCrt.at(INVESTIGATOR, RANDOMIZED),
                            subject,
                            new RandomizeSubject.Body()))
                    .recorded(SubjectRandomized.class);
            assertThat(event.randomizationNumber()).isEqualTo(before + i + 1);
            assertThat(event.arm().opened()).isEqualTo(expected.next(counts, STRATUM));
            counts.add(STRATUM, event.arm().opened());
            arms.add(event.arm().opened());
            history.add(event);
        }
        return arms;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "method: permuted-blocks\n  block-sizes: [60]",
                "method: biased-coin\n  probability: 0.67",
                "method: big-stick\n  imbalance: 3",
                "method: minimization\n  probability: 0.8"
            })
    void eachPeriodAllocatesAnew(String method) {
        String first = threeArms(method);
        String second = version("2", closingBvp(first));
        String third = version("3", addingLbbap(second));
        List<TrialEvent> history = new ArrayList<>(openSite());
        history.set(0, published("1", first));

        assertThat(randomize(history, 0, first, 25)).contains(BVP, HIS);
        history.add(published("2", second));
        assertThat(randomize(history, 1, second, 25)).contains(HIS).doesNotContain(BVP);
        history.add(published("3", third));
        Set<ArmCode> last = new HashSet<>(randomize(history, 2, third, 25));
        assertThat(last).contains(LBBAP).doesNotContain(BVP);
    }

    /// What changes nothing of the arms begins nothing.
    @Test
    void anotherAmendmentGoesOnCounting() {
        String yaml = threeArms("method: permuted-blocks\n  block-sizes: [8, 12]");
        List<TrialEvent> history = new ArrayList<>(openSite());
        history.set(0, published("1", yaml));
        List<ArmCode> arms = new ArrayList<>(randomize(history, 0, yaml, 5));
        history.add(published("2", version("2", yaml.replace("target: 100", "target: 120"))));

        SubjectId sixth = new SubjectId("01-006");
        history.addAll(List.of(registered(sixth), HotCrt.consented(sixth), confirmed(sixth)));
        AllocationCounts counts = new AllocationCounts();
        arms.forEach(arm -> counts.add(STRATUM, arm));
        assertThat(given(history)
                        .when(ask(
                                RandomizeSubject.class,
                                HotCrt.at(INVESTIGATOR, RANDOMIZED),
                                sixth,
                                new RandomizeSubject.Body()))
                        .recorded(SubjectRandomized.class)
                        .arm()
                        .opened())
                .isEqualTo(AllocationMethod.of(read(yaml), SEED).next(counts, STRATUM));
    }

    @Test
    void anAmendmentClosesAndAddsArmsAndDoesNothingElseOfThem() {
        String first = threeArms("method: permuted-blocks\n  block-sizes: [8, 12]");
        List<TrialEvent> history =
                HotCrt.and(HotCrt.under(first, openSite()), randomized(HotCrt.SUBJECT, STRATUM.text(), 1, BVP));
        String closing = version("2", closingBvp(first)).replace("[8, 12]", "[6, 9]");
        String adding = version("2", addingLbbap(first)).replace("[8, 12]", "[10, 15]");
        for (String taken : List.of(closing, adding, version("2", closingBvp(addingLbbap(first))))) {
            given(history).when(publish(taken)).recorded(ProtocolPublished.class);
        }
        for (String refused : List.of(
                version("2", first).replace("[8, 12]", "[8]"),
                version("2", first).replace("label: His, ratio: 1", "label: His, ratio: 1, adjunct: [his]"),
                closing.replace("stratify-by-site: true", "stratify-by-site: false"),
                closing.replace("label: His, ratio: 1", "label: His, ratio: 2").replace("[6, 9]", "[8, 12]"),
                version("2", first.replace("arms:\n", "arms:\n  - {code: LBBAP, label: Left, ratio: 1}\n"))
                        .replace("[8, 12]", "[10]"))) {
            given(history).when(publish(refused)).thenRefused("allocation-is-fixed", Map.of("randomized", "1"));
        }
        given(history, published("2", closing))
                .when(publish(version("3", first)))
                .thenRefused("allocation-is-fixed", Map.of("randomized", "1"));
    }

    private static org.trialbook.trial.Asked<?, ?> publish(String yaml) {
        return ask(PublishProtocol.class, HotCrt.by(HotCrt.DATA_MANAGER), STUDY, new PublishProtocol.Body(yaml));
    }
}
