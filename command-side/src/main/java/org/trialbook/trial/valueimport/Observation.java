package org.trialbook.trial.valueimport;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.protocol.MissingReason;

/// One value that somebody else's system reports.
///
/// @param entry where it stands in its file: the number of the entry, or of the message
/// @param codes all codes under which it is reported, which say the same
/// @param day null where none is said
record Observation(int entry, List<Coding> codes, @Nullable Day day, Said said) {

    /// @param system a URI
    record Coding(String system, String code) {
        /// None where it is not said whose code it is.
        static Stream<Coding> of(@Nullable String system, @Nullable String code) {
            return system == null || code == null || system.isBlank() || code.isBlank()
                    ? Stream.empty()
                    : Stream.of(new Coding(system, code));
        }

        @Override
        public String toString() {
            return system + "|" + code;
        }
    }

    /// When it was observed: on a day, or at a moment, which is a day of the site's.
    sealed interface Day {
        LocalDate in(ZoneId site);

        record On(LocalDate date) implements Day {
            @Override
            public LocalDate in(ZoneId site) {
                return date;
            }
        }

        record At(OffsetDateTime moment) implements Day {
            @Override
            public LocalDate in(ZoneId site) {
                return moment.atZoneSameInstant(site).toLocalDate();
            }
        }
    }

    /// What is reported.
    sealed interface Said {
        /// @param unit UCUM; null where none is said
        record Quantity(String number, @Nullable String unit) implements Said {}

        /// One thing, in as many codings as it is said in.
        record Coded(List<Coding> codings) implements Said {}

        /// Anything that is answered as it is written: a text, a day, true or false.
        record Words(String text) implements Said {}

        record Absent(MissingReason.Kind kind) implements Said {}

        /// What no item can be answered with.
        record Unusable(String because) implements Said {}
    }

    String code() {
        return codes.stream().map(Coding::toString).collect(Collectors.joining(", "));
    }
}
