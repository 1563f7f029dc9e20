package org.trialbook.store;

import java.util.Arrays;

/// Ascending numbers, in as little memory as they need.
final class AscendingNumbers {
    private long[] values = new long[1024];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + size / 2);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long last() {
        return values[size - 1];
    }

    long at(int index) {
        return values[index];
    }

    /// How many values are not above a limit.
    long countUpTo(long limit) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
