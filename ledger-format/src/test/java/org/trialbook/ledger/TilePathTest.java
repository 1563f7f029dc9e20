package org.trialbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

    @ParameterizedTest
    @CsvSource({
        "tile/0/000, 0, 0, 256",
        "tile/63/999, 63, 999, 256",
        "tile/1/x001/000, 1, 1000, 256",
        "tile/0/x001/x234/067.p/8, 0, 1234067, 8",
        "tile/entries/x123/000.p/255, -1, 123000, 255",
        "tile/0/x009/x223/x372/x036/x854/x775/807, 0, 9223372036854775807, 256",
    })
    void oneTextForEachTile(String text, int level, long index, int width) {
        TilePath tile = new TilePath(level, index, width);
        assertThat(tile.format()).isEqualTo(text);
        assertThat(TilePath.parse(text)).isEqualTo(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/tile/0/000",
                "tile/0/0",
                "tile/0/00",
                "tile/0/1000",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/x000/001",
                "tile/0/001/x001",
                "tile/0/001/001",
                "tile/0/x001",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000/",
                "tile/0/000\n",
                "tile/entry/000",
                "tile/0/-01",
                "tile/0/٠٠٠",
                "tile/0/x009/x223/x372/x036/x854/x775/808",
            })
    void everyOtherSpellingIsRefused(String text) {
        assertThatThrownBy(() -> TilePath.parse(text)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    /// The example of the specification.
    @Test
    void aTreeOf70000LeavesHasTheseTiles() {
        long size = 70_000;
        assertThat(TilePath.of(0, 272, size).isFull()).isTrue();
        assertThat(TilePath.of(0, 273, size).width()).isEqualTo(112);
        assertThat(TilePath.of(1, 0, size).isFull()).isTrue();
        assertThat(TilePath.of(1, 1, size).width()).isEqualTo(17);
        assertThat(TilePath.of(2, 0, size).width()).isEqualTo(1);
        assertThatThrownBy(() -> TilePath.of(0, 274, size)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TilePath.of(3, 0, size)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TilePath.of(0, -1, size)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TilePath.of(0, Long.MAX_VALUE, size)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "tile/0/000.p/1, 0, false",
        "tile/0/000.p/1, 1, true",
        "tile/0/000.p/255, 254, false",
        "tile/0/000.p/255, 256, true",
        "tile/0/000, 255, false",
        "tile/0/000, 256, true",
        "tile/entries/001.p/4, 259, false",
        "tile/entries/001.p/4, 260, true",
        "tile/1/000.p/1, 255, false",
        "tile/1/000.p/1, 256, true",
        "tile/7/000.p/1, 72057594037927936, true",
        "tile/8/000.p/1, 9223372036854775807, false",
        "tile/63/000.p/1, 9223372036854775807, false",
        "tile/0/x009/x223/x372/x036/x854/x775/807, 9223372036854775807, false",
    })
    void aTileIsThereOnceTheTreeCoversAllOfIt(String path, long size, boolean covered) {
        assertThat(TilePath.parse(path).isCoveredBy(size)).isEqualTo(covered);
    }
}
