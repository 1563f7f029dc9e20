package org.trialbook.event;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// Equal short texts as one object: codes, units, numbers and names come again in a trial by the hundred thousand, and
/// views keep them. Whoever comes first in a place of the table may be pushed out of it, so it never grows.
public final class SharedTexts {
    private static final int LONGEST = 40;
    /// A power of two.
    private static final int PLACES = 1 << 16;

    /// Written by any thread without a lock: a text that another one doesn't see is a text more, and nothing else.
    private static final String[] TABLE = new String[PLACES];

    private SharedTexts() {}

    /// @return an equal text
    public static String shared(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int hash = text.hashCode();
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        String there = TABLE[place];
        if (text.equals(there)) {
            return there;
        }
        TABLE[place] = text;
        return text;
    }

    /// Lets a mapper read texts so.
    public static JacksonModule module() {
        return new SimpleModule("trialbook-shared-texts").addDeserializer(String.class, new Reader());
    }

    private static final class Reader extends StringDeserializer {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            String text = super.deserialize(parser, context);
            // A value that is no text may be read as none.
            return text == null ? text : shared(text);
        }
    }
}
