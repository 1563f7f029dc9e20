package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final TreeHash HASH = Sha256.leaf(new byte[0]);

    private final Findings findings = Findings.all();

    @Test
    void thatTheSameIsWrongOfOnePositionIsToldOnceWhateverElseThereIsToSay() {
        findings.add(new Finding.WrongPosition(5, 5, 6));
        findings.add(new Finding.WrongPosition(5, 7, 5));
        findings.add(new Finding.ChangedLine(5, HASH, HASH));
        findings.add(new Finding.WrongPosition(6, 6, 7));

        assertThat(findings.sorted())
                .extracting(finding -> finding.code() + "@" + finding.position().getAsLong())
                .containsExactly("wrong-position@5", "changed-line@5", "wrong-position@6");
    }

    @Test
    void whatIsWrongOfSeveralFilesIsToldOfEach() {
        findings.add(new Finding.MissingEntry("a"));
        findings.add(new Finding.MissingEntry("b"));
        findings.add(new Finding.MissingEntry("a"));

        assertThat(findings.sorted()).containsExactly(new Finding.MissingEntry("a"), new Finding.MissingEntry("b"));
    }

    @Test
    void stretchesThatBeginTogetherAreAllKeptBecauseEachNeedsAnExplanation() {
        findings.add(new Finding.WrongRoot(0, 8, HASH, HASH));
        findings.add(new Finding.WrongRoot(0, 4, HASH, HASH));
        findings.add(new Finding.ChangedLine(6, HASH, HASH));

        assertThat(findings.sorted()).hasSize(3);
        assertThat(Findings.firstBadPosition(findings.sorted())).hasValue(0);
    }

    @Test
    void aThousandBadPositionsAreEnoughAndNoEvidenceMakesMoreOfThem() {
        for (int i = 0; i < 5_000; i++) {
            findings.add(new Finding.WrongPosition(5, 5, 6 + i));
        }
        assertThat(findings.sorted()).hasSize(1);
        for (int i = 1; i < Findings.MAX; i++) {
            assertThat(findings.enough()).isFalse();
            findings.add(new Finding.UnreadableLine(i, 0, "a line"));
        }
        assertThat(findings.enough()).isTrue();
    }
}
