package org.trialbook.store;

import java.util.List;
import java.util.OptionalLong;

/// Where blocks are kept. The unique number of a block is the only fence between writers.
interface BlockStore {
    /// Tries once to insert a block. A [RuntimeException] means that the block is certainly not stored.
    Insertion insert(Block block);

    /// How many bytes of lines one append may have that is a block by itself, where that is more than the settings say.
    default int mostAppendBytes() {
        return 0;
    }

    /// The blocks from a number on, without gaps, as far as there are any, but at most `count`. It may be fewer when
    /// they are large, but one at least if there is one.
    ///
    /// @throws MalformedBlockException when one of them is damaged
    List<Block> read(long from, int count);

    /// Where the record of a block stands in its file; nothing is to be known of it where there are no files.
    record Extent(long position, int bytes) {}

    default Extent extent(long number) {
        return new Extent(0, 0);
    }

    /// Takes it as known where the first blocks stand, as [#extent] told it of each, without reading them; with
    /// none, everything is read again.
    default void assume(List<Extent> first) {}

    /// The highest number of a stored block. It is meant for start-up only: plain files are read to their end for it.
    OptionalLong lastNumber();
}
