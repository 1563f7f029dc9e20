package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ArmCode;

/// What a role is told of the core laboratory's results, of whom and when. A bare word in a protocol says when, of
/// every subject and every modality.
///
/// @param arms of subjects allocated to one of these alone; null: of every subject, allocated or not
/// @param reads these modalities alone; null: all
@InFile(
        value = "what is told of core-lab results",
        oneOf = {"submitted", "final", "unblinding", "always"})
public record CoreLabResults(
        @InFile("from when") From from,

        @InFile(value = "of subjects allocated to these arms alone", optional = true) @Nullable
        List<ArmCode> arms,

        @InFile(value = "of these modalities alone", optional = true) @Nullable
        List<String> reads) {

    public static final CoreLabResults AS_SUBMITTED = new CoreLabResults(From.SUBMITTED, null, null);
    public static final CoreLabResults AT_UNBLINDING = new CoreLabResults(From.UNBLINDING, null, null);

    /// From when a result is told.
    public enum From {
        /// Each read as soon as it is submitted. Earlier releases called it `always`.
        @JsonProperty("submitted")
        SUBMITTED,
        /// What counts of a recording, once nobody is to read it any more: after the second read, or the adjudication.
        @JsonProperty("final")
        FINAL,
        /// Not while the study is blind.
        @JsonProperty("unblinding")
        UNBLINDING;

        @JsonCreator
        static From named(String word) {
            return switch (word) {
                case "submitted", "always" -> SUBMITTED;
                case "final" -> FINAL;
                case "unblinding" -> UNBLINDING;
                default ->
                    throw new IllegalArgumentException("'%s' is none of submitted, final, unblinding".formatted(word));
            };
        }

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonCreator
    public CoreLabResults(
            @JsonProperty("from") From from,
            @JsonProperty("arms") @Nullable List<ArmCode> arms,
            @JsonProperty("reads") @Nullable List<String> reads) {
        this.from = from;
        this.arms = arms == null ? null : List.copyOf(arms);
        this.reads = reads == null ? null : List.copyOf(reads);
    }

    /// A bare word.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static CoreLabResults of(String from) {
        return new CoreLabResults(From.named(from), null, null);
    }

    /// Whether anything is told while the study is blind.
    public boolean told() {
        return from != From.UNBLINDING;
    }

    /// From when the role is told of a recording of that modality.
    ///
    /// @param arm of its subject; null while not allocated
    public From when(String modality, @Nullable ArmCode arm) {
        boolean told =
                (reads == null || reads.contains(modality)) && (arms == null || (arm != null && arms.contains(arm)));
        return told ? from : From.UNBLINDING;
    }

    /// Whether all that this tells the other one tells, no later.
    public boolean within(CoreLabResults other) {
        return !told() || (from.compareTo(other.from) >= 0 && part(arms, other.arms) && part(reads, other.reads));
    }

    private static boolean part(@Nullable List<?> of, @Nullable List<?> all) {
        return all == null || (of != null && new HashSet<Object>(all).containsAll(of));
    }
}
