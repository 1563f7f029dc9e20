package org.trialbook.store;

import java.util.List;
import java.util.OptionalLong;

/// Where blocks are kept. The unique number of a block is the only fence between writers.
interface BlockStore {
    /// Tries once to insert a block. A [RuntimeException] means that the block is certainly not stored.
    Insertion insert(Block block);

    /// The blocks from a number on, without gaps, as far as there are any, but at most `count`.
    ///
    /// @throws MalformedBlockException when one of them is damaged
    List<Block> read(long from, int count);

    /// How many bytes the record of a block takes; 0 where nobody has to know.
    default int recordBytes(long number) {
        return 0;
    }

    /// Takes it as known where the first blocks stand, without reading them; with none, everything is read again.
    ///
    /// @param recordBytes of each of the first blocks, as [#recordBytes] told them
    default void assume(int[] recordBytes) {}

    /// The highest number of a stored block. It is meant for start-up only: plain files are read to their end for it.
    OptionalLong lastNumber();
}
