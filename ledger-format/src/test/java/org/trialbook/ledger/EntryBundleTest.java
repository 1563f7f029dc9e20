package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryBundleTest {

    private final List<byte[]> lines = List.of(new byte[] {1, 2, 3}, new byte[65_535], new byte[0], new byte[] {9});

    @Test
    void everyLineComesBack() {
        byte[] bundle = EntryBundle.format(lines);
        assertThat(bundle).startsWith(0, 3, 1, 2, 3, 0xff, 0xff).endsWith(0, 0, 0, 1, 9);
        assertThat(EntryBundle.parse(bundle, 4)).containsExactlyElementsOf(lines);
    }

    @Test
    void aFullBundleHas256Lines() {
        List<byte[]> full = Collections.nCopies(256, new byte[] {7});
        assertThat(EntryBundle.parse(EntryBundle.format(full), 256)).hasSize(256);
        assertThatThrownBy(() -> EntryBundle.format(Collections.nCopies(257, new byte[1])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryBundle.format(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryBundle.format(List.of(new byte[65_536])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsCutOffOrTooLongIsRefused() {
        byte[] bundle = EntryBundle.format(lines);
        for (int length : new int[] {0, 1, 2, 4, 5, 6, 100, bundle.length - 1}) {
            assertThatThrownBy(() -> EntryBundle.parse(Arrays.copyOf(bundle, length), 4))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> EntryBundle.parse(bundle, 3)).hasMessageContaining("exactly 3 lines");
        assertThatThrownBy(() -> EntryBundle.parse(bundle, 5)).hasMessageContaining("exactly 5 lines");
    }
}
