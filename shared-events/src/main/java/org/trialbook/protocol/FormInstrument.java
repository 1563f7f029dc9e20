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
public record FormInstrument(
        String code,
        String version,
        @JsonProperty("value-set") @Nullable ValueSet values) {

    /// Empty for one that this release does not know.
    public Optional<Instrument> definition() {
        return Instruments.find(code, version);
    }
}
