package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How subjects are allocated to the arms.
///
/// @param method `permuted-blocks`, `biased-coin` (Efron), `big-stick`, `minimization`
///     (Pocock and Simon) or `prepared-list`
/// @param blockSizes of permuted blocks: the sizes to draw from
/// @param probability of the biased coin and of minimization: how often the lagging arm is
///     given; more than 1/2
/// @param imbalance of the big stick: at this difference the lagging arm is given for certain
/// @param measure of minimization: how the imbalance of a level is measured, `range`
///     (when absent) or `variance`
/// @param list of a prepared list: the commitment to its file
/// @param stratifyBySite whether the site is part of the stratum
/// @param factors further stratification factors
@InFile("an allocation")
public record Allocation(
        @InFile(
                value = "permuted-blocks, biased-coin, big-stick, minimization or prepared-list",
                oneOf = {PERMUTED_BLOCKS, BIASED_COIN, BIG_STICK, MINIMIZATION, PREPARED_LIST})
        String method,

        @InFile(value = "of permuted blocks: the sizes to draw from", optional = true) @JsonProperty("block-sizes")
        List<Integer> blockSizes,

        @InFile(value = "of biased coin and minimization: how often the lagging arm is given", optional = true)
        @Nullable
        BigDecimal probability,

        @InFile(value = "of the big stick: at this difference the lagging arm is certain", optional = true) @Nullable
        Integer imbalance,

        @InFile(value = "of minimization: range or variance", optional = true) @Nullable
        String measure,

        @InFile(value = "of a prepared list: SHA-256 of its file, as sha256sum prints it", optional = true) @Nullable
        String list,

        @InFile("whether the site is part of the stratum: true or false")
        @JsonProperty(value = "stratify-by-site", required = true)
        boolean stratifyBySite,

        @InFile(value = "what else the groups are made alike in", optional = true)
        List<Protocol.Factor> factors) {

    public static final String PERMUTED_BLOCKS = "permuted-blocks";
    public static final String BIASED_COIN = "biased-coin";
    public static final String BIG_STICK = "big-stick";
    public static final String MINIMIZATION = "minimization";
    public static final String PREPARED_LIST = "prepared-list";
    public static final String RANGE = "range";
    public static final String VARIANCE = "variance";

    public Allocation {
        blockSizes = Protocol.orNone(blockSizes);
        // 0.70 is 0.7: an amendment that spells it otherwise changes nothing.
        probability = probability == null ? null : probability.stripTrailingZeros();
        measure = measure == null && MINIMIZATION.equals(method) ? RANGE : measure;
        factors = Protocol.orNone(factors);
    }

    /// The probability of a method that has one.
    public BigDecimal leaning() {
        return Objects.requireNonNull(probability);
    }

    /// The commitment of a method that has one.
    public String commitment() {
        return Objects.requireNonNull(list);
    }

    /// The bound of a method that has one.
    public int bound() {
        return Objects.requireNonNull(imbalance);
    }
}
