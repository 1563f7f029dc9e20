package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is blind, as a version of the protocol says. Who is not named, and what is not said of somebody, waits for
/// the study's unblinding.
///
/// @param kind `open-label`, `single-blind` or `double-blind`; of an earlier release also `open`
/// @param roles role → what it may know, and from when
@InFile(
        value = "the blinding",
        oneOf = {BlindingPlan.SINGLE_BLIND, BlindingPlan.DOUBLE_BLIND, BlindingPlan.OPEN_LABEL, "open"})
public record BlindingPlan(
        @InFile("how far anybody is blind") String kind,

        @InFile(value = "role: what it may know while the study is blind", optional = true)
        Map<String, Knowledge> roles) {

    public static final String OPEN_LABEL = "open-label";
    public static final String SINGLE_BLIND = "single-blind";
    public static final String DOUBLE_BLIND = "double-blind";

    private static final Knowledge EVERYTHING = new Knowledge(From.ALWAYS, From.ALWAYS, CoreLabResults.AS_SUBMITTED);
    private static final Knowledge TREATMENT = new Knowledge(From.ALWAYS, From.ALWAYS, CoreLabResults.AT_UNBLINDING);

    /// What protocols meant that named a kind and no role, as all of earlier releases do.
    private static final Map<String, Knowledge> USUAL = Map.of(
            "investigator", TREATMENT,
            "implanter", TREATMENT,
            "statistician", EVERYTHING,
            "safety-board", EVERYTHING,
            "inspector", EVERYTHING);

    /// What holds where nothing is published, and so nobody allocated.
    public static final BlindingPlan UNPUBLISHED = of(SINGLE_BLIND);

    @JsonCreator
    public BlindingPlan(
            @JsonProperty("kind") String kind, @JsonProperty("roles") @Nullable Map<String, Knowledge> roles) {
        this.kind = kind;
        this.roles = roles == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }

    /// A bare word, as protocols of earlier releases have it.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static BlindingPlan of(String kind) {
        return new BlindingPlan(kind, USUAL);
    }

    /// Whether the protocol names a kind and no role.
    public boolean usual() {
        return roles.equals(USUAL);
    }

    /// What the role may know while the study is blind; of the core laboratory's results, whether any at all.
    public Set<SealedContent> known(String role) {
        Knowledge knowledge = roles.get(role);
        return knowledge == null ? Set.of() : knowledge.whileBlind();
    }

    /// What the role is told of the core laboratory's results while the study is blind.
    public CoreLabResults results(String role) {
        Knowledge knowledge = roles.get(role);
        return knowledge == null ? CoreLabResults.AT_UNBLINDING : knowledge.coreLabResults();
    }

    /// Whether it says anything of the role: what waits for the study's unblinding is told then to such a one.
    public boolean names(String role) {
        return roles.containsKey(role);
    }

    public enum From {
        @JsonProperty("always")
        ALWAYS,
        /// The study's unblinding: from then on it is told to everybody.
        @JsonProperty("unblinding")
        UNBLINDING
    }

    /// From when a role may know.
    @InFile("what a role may know")
    public record Knowledge(
            @InFile(optional = true) From allocation,

            @InFile(optional = true) @JsonProperty("device-data")
            From deviceData,

            @InFile(optional = true) @JsonProperty("core-lab-results")
            CoreLabResults coreLabResults) {
        public Knowledge {
            allocation = allocation == null ? From.UNBLINDING : allocation;
            deviceData = deviceData == null ? From.UNBLINDING : deviceData;
            coreLabResults = coreLabResults == null ? CoreLabResults.AT_UNBLINDING : coreLabResults;
        }

        private Set<SealedContent> whileBlind() {
            Set<SealedContent> known = EnumSet.noneOf(SealedContent.class);
            for (SealedContent content : SealedContent.values()) {
                if (always(content)) {
                    known.add(content);
                }
            }
            return known;
        }

        private boolean always(SealedContent content) {
            return switch (content) {
                case ALLOCATION -> allocation == From.ALWAYS;
                case DEVICE_DATA -> deviceData == From.ALWAYS;
                case CORE_LAB_RESULTS -> coreLabResults.told();
            };
        }
    }
}
