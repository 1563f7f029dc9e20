package org.trialbook.allocation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyId;

/// Stratified permuted blocks with random sizes. Within a stratum, block after block: its size is drawn
/// from the
/// permitted ones, filled with the arms in the protocol's ratio and order, and shuffled (Fisher–Yates,
/// from the last
/// place down). Every draw is `HMAC-SHA-256(seed, "trialbook allocation
/// v1|study|stratum|block|draw|try")`, its first
/// eight bytes as an unsigned number, taken modulo the range; a number in the last, incomplete range is
/// rejected and
/// drawn again with the next `try`. Draw 0 is the size, draw i ≥ 1 the i-th swap.
public final class PermutedBlocks {

    private final AllocationSeed seed;
    private final StudyId study;
    private final Map<ArmCode, Integer> ratio;
    private final List<Integer> sizes;
    private final int ratioSum;

    /// @param ratio arm → share, iterated in the protocol's order
    /// @param sizes permitted block sizes, each a multiple of the ratio's sum
    public PermutedBlocks(AllocationSeed seed, StudyId study, Map<ArmCode, Integer> ratio, List<Integer> sizes) {
        this.seed = seed;
        this.study = study;
        this.ratio = ratio;
        this.sizes = List.copyOf(sizes);
        this.ratioSum = ratio.values().stream().mapToInt(Integer::intValue).sum();
        for (int size : sizes) {
            if (size <= 0 || size % ratioSum != 0) {
                throw new IllegalArgumentException("a block of %d does not hold the ratio %s".formatted(size, ratio));
            }
        }
    }

    /// The arm of a stratum's subject.
    ///
    /// @param index 0 for the first subject randomized in the stratum
    public ArmCode arm(String stratum, int index) {
        if (index < 0) {
            throw new IllegalArgumentException("no subject has number " + index + " in a stratum");
        }
        int first = 0;
        for (int block = 0; ; block++) {
            int size = sizes.get(draw(stratum, block, 0, sizes.size()));
            if (index < first + size) {
                return shuffled(stratum, block, size).get(index - first);
            }
            first += size;
        }
    }

    private List<ArmCode> shuffled(String stratum, int block, int size) {
        List<ArmCode> arms = new ArrayList<>(size);
        ratio.forEach((arm, share) -> {
            for (int i = 0; i < share * size / ratioSum; i++) {
                arms.add(arm);
            }
        });
        for (int place = size - 1; place > 0; place--) {
            int other = draw(stratum, block, size - place, place + 1);
            ArmCode moved = arms.set(place, arms.get(other));
            arms.set(other, moved);
        }
        return arms;
    }

    private int draw(String stratum, int block, int draw, int range) {
        // 2^64 mod range, in unsigned arithmetic: the numbers below it would favour the small results.
        long incomplete = Long.remainderUnsigned(Long.remainderUnsigned(-1L, range) + 1, range);
        for (int attempt = 0; ; attempt++) {
            // Not formatted: the digits of the machine's locale must not choose the arm.
            String message = "trialbook allocation v1|" + study.value() + "|" + stratum + "|" + block + "|" + draw + "|"
                    + attempt;
            long number = ByteBuffer.wrap(seed.hmac(message)).getLong();
            if (Long.compareUnsigned(number, -1L - incomplete) <= 0) {
                return (int) Long.remainderUnsigned(number, range);
            }
        }
    }
}
