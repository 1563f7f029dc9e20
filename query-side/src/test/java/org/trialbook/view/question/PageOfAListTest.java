package org.trialbook.view.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A list of which some items are left out: its pages together are the list, and no page looks further than one item
/// behind itself.
class PageOfAListTest {
    private final SortedMap<String, Integer> all = new TreeMap<>();
    private final List<Integer> looked = new ArrayList<>();

    PageOfAListTest() {
        for (int n = 0; n < 60; n++) {
            all.put("%03d".formatted(n), n);
        }
    }

    private @Nullable String third(int n) {
        looked.add(n);
        return n % 3 == 0 ? "third " + n : null;
    }

    @Test
    void thePagesTogetherAreTheList() {
        for (int limit : List.of(1, 7, 19, 20, 21)) {
            List<String> found = new ArrayList<>();
            String cursor = null;
            do {
                PageRequest.Page<String> page = new PageRequest(limit, cursor).of(all, this::third);
                assertThat(page.items()).hasSizeLessThanOrEqualTo(limit).isNotEmpty();
                found.addAll(page.items());
                cursor = page.next();
            } while (cursor != null);
            assertThat(found).hasSize(20).startsWith("third 0", "third 3").endsWith("third 57");
        }
    }

    @Test
    void aPageDoesNotLookAtTheNextOnes() {
        new PageRequest(5, "010").of(all, this::third);
        assertThat(looked).containsExactly(11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27);
    }
}
