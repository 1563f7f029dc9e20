package org.trialbook.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.instrument.Instrument;
import org.trialbook.instrument.Instruments;
import org.trialbook.instrument.ValueSet;

/// The instrument that a form's answers are scored by, as it was released: see [Instruments].
///
/// @param values for an instrument with an index: whose preferences it is made of; null where no index is computed
@InFile("an instrument")
public record FormInstrument(
        @InFile("such as kccq-12") String code,
        @InFile("its version, such as \"2012\"") String version,

        @InFile(value = "of an instrument with an index: whose preferences it is made of", optional = true)
        @JsonProperty("value-set")
        @Nullable
        ValueSet values) {

    /// Empty for one that this release does not know.
    public Optional<Instrument> definition() {
        return Instruments.find(code, version);
    }
}
