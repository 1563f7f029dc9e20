package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is compared with the source (ICH E6(R3) 3.11.4: monitoring in proportion to the risk): critical answers of
/// every
/// subject, and every answer of some subjects.
///
/// @param critical a form, or an item of it such as `ecg.qrs-duration`
/// @param sample of whom every answer is compared; null where there is no sample
@InFile("the plan of source data verification")
public record VerificationPlan(
        @InFile(value = "what is compared of every subject: forms, or items such as ecg.qrs-duration", optional = true)
        List<String> critical,

        @InFile(optional = true) @Nullable VerificationSample sample) {

    public VerificationPlan {
        critical = Protocol.orNone(critical);
    }

    /// Subjects that are drawn, and of whom every answer is compared.
    ///
    /// @param percent of those that are registered, rounded up; 100 is everybody, and nobody has to be drawn
    @InFile("the sample")
    public record VerificationSample(
            @InFile("how many of a hundred subjects, from 1 to 100; 100 is all") @JsonProperty(required = true)
            int percent,

            @InFile("of what it is that part: of each site's subjects, or of the study's") @JsonProperty("of-each")
            OfEach ofEach) {

        public enum OfEach {
            @JsonProperty("site")
            SITE,
            @JsonProperty("study")
            STUDY;

            /// As the file and the record say it.
            public String storedName() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        /// How many of so many.
        public int of(int subjects) {
            return Math.ceilDiv(Math.multiplyExact(subjects, percent), 100);
        }
    }

    /// The part of the protocol that is drawn; null where nobody has to be drawn.
    public @Nullable VerificationSample drawn() {
        return sample == null || sample.percent() == 100 ? null : sample;
    }

    /// Whether an answer is to be compared with the source.
    ///
    /// @param drawn whether the subject is one of those that were drawn
    public boolean asks(String form, String item, boolean drawn) {
        return drawn
                || (sample != null && sample.percent() == 100)
                || critical.contains(form)
                || critical.contains(form + "." + item);
    }
}
