package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractCollection;
import java.util.Collections;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

/// Nobody waits for company that is not to be expected, and those who come in company share a block.
class LoneCallerTest {
    private final Gathering gathering = new Gathering();
    private final Arriving queue = new Arriving();

    @Test
    void doesNotWaitAtAll() {
        gathering.committed(1, 1_000_000_000);
        gathering.awaitCompany(queue, 1);
        assertThat(queue.looks).isZero();
    }

    @Test
    void doesNotWaitBeforeTheFirstBlockEither() {
        gathering.awaitCompany(queue, 1);
        assertThat(queue.looks).isZero();
    }

    @Test
    void waitsForThoseWhoWereAnsweredTogetherAndNoLonger() {
        gathering.committed(5, 1_000_000_000);
        gathering.awaitCompany(queue, 1);
        // One is there already, and with each look another one arrives: at the fourth they are five.
        assertThat(queue.looks).isBetween(1, 4);
    }

    @Test
    void waitsForAMomentOnlyWhenTheyDoNotComeBack() {
        gathering.committed(5, 1_000_000);
        long began = System.nanoTime();
        gathering.awaitCompany(Collections.emptyList(), 1);
        // A quarter of what the last block took. There is no upper bound to assert but that it came back.
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(250_000);
    }

    /// With each look there is one more in it.
    private static final class Arriving extends AbstractCollection<Object> {
        private int looks;

        @Override
        public int size() {
            return ++looks;
        }

        @Override
        public Iterator<Object> iterator() {
            return Collections.emptyIterator();
        }
    }
}
