package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewHistoryTest {

    private static final int GRAIN = ViewHistory.GRAIN;

    private static Versioned<String> at(long position) {
        return new Versioned<>(position, "after " + position);
    }

    private static ViewHistory<String> of(long first, long... later) {
        return ViewHistory.from(at(first))
                .with(LongStream.of(later).mapToObj(ViewHistoryTest::at).toList());
    }

    @Test
    void atTheBeginningOfAStretchAViewIsWhatTheEventsBeforeItMadeOfIt() {
        ViewHistory<String> history = of(3, GRAIN, 2 * GRAIN - 1, 3 * GRAIN, 3 * GRAIN + 1);

        assertThat(history.at(0)).isNull();
        assertThat(history.at(GRAIN)).isEqualTo(at(3));
        assertThat(history.at(2 * GRAIN)).isEqualTo(at(2 * GRAIN - 1));
        assertThat(history.at(3 * GRAIN)).isEqualTo(at(2 * GRAIN - 1));
        assertThat(history.at(4 * GRAIN)).isEqualTo(at(3 * GRAIN + 1));
        assertThat(history.newest()).isEqualTo(at(3 * GRAIN + 1));
    }

    /// The event that stands at the beginning of a stretch is one of the stretch.
    @Test
    void anEventAtTheBeginningOfAStretchIsNotBeforeIt() {
        assertThat(of(3, GRAIN).at(GRAIN)).isEqualTo(at(3));
        assertThat(of(GRAIN, 2 * GRAIN).at(2 * GRAIN)).isEqualTo(at(GRAIN));
    }

    @Test
    void ofOneStretchTheLastIsKeptAndNoOther() {
        assertThat(of(0, 1, 2, GRAIN - 1).length()).isEqualTo(1);
        assertThat(of(0, 1, GRAIN, GRAIN + 1).length()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, GRAIN, GRAIN + 5})
    void whatWasRestoredKnowsNothingOfTheTimeBefore(long restored) {
        ViewHistory<String> history = ViewHistory.since(at(restored));

        assertThat(history.knows(restored)).isFalse();
        assertThat(history.knows(restored + 1)).isTrue();
        assertThat(ViewHistory.from(at(restored)).knows(restored)).isTrue();
    }

    @Test
    void whatWasRecalledGoesBehindWhatWasRestoredAndWhatCameSince() {
        ViewHistory<String> since = ViewHistory.since(at(2 * GRAIN + 7)).with(List.of(at(3 * GRAIN), at(4 * GRAIN)));
        ViewHistory<String> whole = since.behind(of(3, GRAIN, 2 * GRAIN + 7));

        assertThat(whole.knows(0)).isTrue();
        assertThat(LongStream.rangeClosed(1, 5)
                        .mapToObj(stretch -> whole.at(stretch * GRAIN))
                        .toList())
                .containsExactly(at(3), at(GRAIN), at(2 * GRAIN + 7), at(3 * GRAIN), at(4 * GRAIN));
        assertThat(whole.length()).isEqualTo(5);
    }
}
