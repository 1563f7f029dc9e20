package org.trialbook.allocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyId;

/// Stratified permuted blocks with random sizes. Within a stratum, block after block: its size is drawn from
/// the permitted ones, filled with the arms in the protocol's ratio and order, and shuffled (Fisher–Yates, from
/// the last place down). The draws are labelled `trialbook allocation v1|study|stratum|block|draw`: draw 0 is
/// the size, draw i ≥ 1 the i-th swap.
public final class PermutedBlocks implements AllocationMethod {

    private final AllocationSeed seed;
    private final String stem;
    private final Map<ArmCode, Integer> ratio;
    private final List<Integer> sizes;
    private final int ratioSum;

    /// The block asked for last, by stratum: it spares the way there from the first one, and decides nothing.
    private final Map<String, Block> latest = new ConcurrentHashMap<>();

    private record Block(int number, int first, List<ArmCode> arms) {
        int end() {
            return first + arms.size();
        }
    }

    /// @param ratio arm → share, iterated in the protocol's order
    /// @param sizes permitted block sizes, each a multiple of the ratio's sum
    public PermutedBlocks(AllocationSeed seed, StudyId study, Map<ArmCode, Integer> ratio, List<Integer> sizes) {
        this(seed, "trialbook allocation v1|" + study.value(), ratio, sizes);
    }

    /// @param stem with which every label begins
    PermutedBlocks(AllocationSeed seed, String stem, Map<ArmCode, Integer> ratio, List<Integer> sizes) {
        this.seed = seed;
        this.stem = stem;
        this.ratio = ratio;
        this.sizes = List.copyOf(sizes);
        this.ratioSum = ratio.values().stream().mapToInt(Integer::intValue).sum();
        for (int size : sizes) {
            if (size <= 0 || size % ratioSum != 0) {
                throw new IllegalArgumentException("a block of %d does not hold the ratio %s".formatted(size, ratio));
            }
        }
    }

    @Override
    public ArmCode next(AllocationCounts earlier, Stratum stratum) {
        return arm(stratum.text(), earlier.slot(stratum));
    }

    /// The arm of a stratum's subject.
    ///
    /// @param index 0 for the first subject randomized in the stratum
    public ArmCode arm(String stratum, int index) {
        if (index < 0) {
            throw new IllegalArgumentException("no subject has number " + index + " in a stratum");
        }
        @Nullable Block known = latest.get(stratum);
        Block block = known != null && known.first() <= index ? known : block(stratum, 0, 0, index);
        if (index >= block.end()) {
            block = block(stratum, block.number() + 1, block.end(), index);
        }
        latest.put(stratum, block);
        return block.arms().get(index - block.first());
    }

    /// The block that holds the index, looked for from this one on.
    private Block block(String stratum, int from, int start, int index) {
        int first = start;
        for (int number = from; ; number++) {
            int size = sizes.get(draw(stratum, number, 0, sizes.size()));
            if (index < first + size) {
                return new Block(number, first, shuffled(stratum, number, size));
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
        return List.copyOf(arms);
    }

    private int draw(String stratum, int block, int draw, int range) {
        String label = stem + "|" + stratum + "|" + block + "|" + draw;
        return (int) Draws.below(seed, label, range);
    }
}
