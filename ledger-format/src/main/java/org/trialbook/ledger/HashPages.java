package org.trialbook.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A growing list of hashes, packed: 32 bytes each, without the object around them.
final class HashPages {

    private static final int HASHES_PER_PAGE = 4096;

    private final List<byte[]> pages = new ArrayList<>();
    private long size;

    long size() {
        return size;
    }

    void add(TreeHash hash) {
        int at = (int) (size % HASHES_PER_PAGE);
        if (at == 0) {
            pages.add(new byte[HASHES_PER_PAGE * TreeHash.BYTES]);
        }
        System.arraycopy(hash.shared(), 0, pages.getLast(), at * TreeHash.BYTES, TreeHash.BYTES);
        size++;
    }

    TreeHash get(long index) {
        byte[] page = pages.get((int) (index / HASHES_PER_PAGE));
        int from = (int) (index % HASHES_PER_PAGE) * TreeHash.BYTES;
        return TreeHash.ofDigest(Arrays.copyOfRange(page, from, from + TreeHash.BYTES));
    }
}
