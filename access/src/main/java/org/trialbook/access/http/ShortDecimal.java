package org.trialbook.access.http;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/// Reads a decimal from a number or from text, both exact, of at most 64 characters when written in full:
/// `1E-999999999` is nine bytes to send and a gigabyte to write down.
final class ShortDecimal extends StdScalarDeserializer<BigDecimal> {

    private static final int LONGEST = 64;

    ShortDecimal() {
        super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
        JsonToken token = parser.currentToken();
        boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        if ((number || token == JsonToken.VALUE_STRING) && parser.getStringLength() <= LONGEST) {
            try {
                BigDecimal decimal = new BigDecimal(parser.getString());
                if (Math.abs((long) decimal.scale()) + decimal.precision() <= LONGEST) {
                    return decimal;
                }
            } catch (NumberFormatException e) {
                // Told below, like everything else that is no number.
            }
        }
        return context.reportInputMismatch(this, "not a decimal of at most %d characters", LONGEST);
    }
}
