package org.trialbook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.LineScan;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.verify.attack.OpenedBundle;

/// Arms that are disclosed, or a seed that is revealed, while somebody could still act on them.
class OpenedWhileBlindTest {

    private static final String UNBLINDED = "StudyUnblinded";
    private static final String DISCLOSED = "AllocationDisclosed";
    private static final String REVEALED = "SeedRevealed";
    private static final String RANDOMIZED = "SubjectRandomized";

    @TempDir
    private Path directory;

    private final NoteSigner key = OpenedBundle.newKey();
    private final ToldRecord record = new ToldRecord(key);

    OpenedWhileBlindTest() throws IOException {}

    /// Of one study, from position 3 on.
    private ToldRecord given(String... types) {
        for (int i = 0; i < types.length; i++) {
            record.says(3 + i, types[i], "{}");
        }
        return record;
    }

    private List<String> findings() throws Exception {
        return record.findings(directory.resolve("b.zip"));
    }

    @Test
    void whatIsOpenedBehindTheUnblindingIsInOrder() throws Exception {
        given(RANDOMIZED, RANDOMIZED, UNBLINDED, DISCLOSED, REVEALED);
        assertThat(findings()).isEmpty();
    }

    @Test
    void armsAreDisclosedBeforeTheStudyIsUnblinded() throws Exception {
        given(RANDOMIZED, DISCLOSED, UNBLINDED, REVEALED);
        assertThat(findings()).containsExactly("early-disclosure@4");
    }

    @Test
    void theSeedIsRevealedBeforeTheStudyIsUnblinded() throws Exception {
        given(RANDOMIZED, REVEALED, UNBLINDED, DISCLOSED);
        assertThat(findings()).containsExactly("early-reveal@4");
    }

    @Test
    void theStudyIsNeverUnblinded() throws Exception {
        given(RANDOMIZED, DISCLOSED, REVEALED);
        assertThat(findings()).containsExactly("early-disclosure@4", "early-reveal@5");
    }

    @Test
    void aSubjectIsRandomizedOnceArmsAreDisclosedAndTheSeedRevealed() throws Exception {
        given(UNBLINDED, DISCLOSED, RANDOMIZED, REVEALED, RANDOMIZED);
        assertThat(findings()).containsExactly("early-disclosure@4", "early-reveal@6");
    }

    @Test
    void armsAreDisclosedInPartsAndTheFirstOneIsTold() throws Exception {
        given(DISCLOSED, DISCLOSED, UNBLINDED, DISCLOSED);
        assertThat(findings()).containsExactly("early-disclosure@3");
    }

    @Test
    void anotherStudyOfTheLogIsUnblindedAndThisOneIsNot() throws Exception {
        given(DISCLOSED).says(2, UNBLINDED, "OTHER", "{}").says(6, RANDOMIZED, "OTHER", "{}");
        assertThat(findings()).containsExactly("early-disclosure@3");
    }

    @Test
    void anotherStudyOfTheLogGoesOnAndThisOneIsUnblinded() throws Exception {
        given(UNBLINDED, DISCLOSED, REVEALED).says(6, RANDOMIZED, "OTHER", "{}");
        assertThat(findings()).isEmpty();
    }

    @Test
    void anEventThatIsWithheldBeforeMayBeTheUnblinding() throws Exception {
        given(RANDOMIZED, UNBLINDED, DISCLOSED, REVEALED).withholds(4);
        assertThat(findings()).isEmpty();
    }

    @Test
    void anEventThatIsWithheldBehindCannotHaveBeenTheUnblindingBefore() throws Exception {
        given(RANDOMIZED, DISCLOSED, UNBLINDED).withholds(5);
        assertThat(findings()).containsExactly("early-disclosure@4");
    }

    @Test
    void theUnblindingIsShownBehindWhateverIsWithheldBefore() throws Exception {
        given(RANDOMIZED, DISCLOSED, REVEALED, UNBLINDED).withholds(2);
        assertThat(findings()).containsExactly("early-disclosure@4", "early-reveal@5");
    }

    @Test
    void aSubjectIsShownToBeRandomizedBehindWhateverIsWithheldBefore() throws Exception {
        given(UNBLINDED, DISCLOSED, RANDOMIZED).withholds(3);
        assertThat(findings()).containsExactly("early-disclosure@4");
    }

    @Test
    void whoTakesAProofOutOfTheBundleOrComparesItIsToldToo() throws Exception {
        given(DISCLOSED, UNBLINDED);
        String bundle = record.writeTo(directory.resolve("b.zip")).toString();
        String pinned = key.verifier().toString();

        CommandLineRun proof = CommandLineRun.of("inclusion", bundle, "--position", "7", "--key", pinned, "--json");
        CommandLineRun compared = CommandLineRun.of("consistency", bundle, bundle, "--key", pinned, "--json");

        for (CommandLineRun run : List.of(proof, compared)) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out())
                    .startsWith("{\"sound\":false,")
                    .contains("{\"code\":\"early-disclosure\",\"position\":3,");
        }
    }

    @Test
    void moreStudiesThanAReaderTellsApartAreNotPassedOver() throws Exception {
        EarlyOpenings openings = new EarlyOpenings();
        List<String> found = new ArrayList<>();
        LineScan line = new LineScan();
        for (int i = 0; i <= EarlyOpenings.MOST; i++) {
            byte[] bytes =
                    record.bundle.lines.get(5).replace("HOT-CRT", "S" + i).getBytes(StandardCharsets.UTF_8);
            line.check(bytes, 0, bytes.length);
            openings.unblinded(line, finding -> found.add(finding.code()));
            openings.disclosed(line, finding -> found.add(finding.code()));
        }
        openings.judge(finding -> found.add(finding.code()));

        assertThat(found).containsExactly("unreadable-event", "unreadable-event");
    }
}
