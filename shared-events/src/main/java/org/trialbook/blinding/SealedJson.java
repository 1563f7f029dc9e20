package org.trialbook.blinding;

import java.util.Base64;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Sealed values as JSON: `{"key":"…","box":"<base64>"}`. An open value refuses to be written.
public final class SealedJson {

    private SealedJson() {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // Jackson registers by raw class
    public static SimpleModule module() {
        SimpleModule module = new SimpleModule("trialbook-sealed");
        module.addSerializer((Class) Sealed.class, new Writer());
        module.addDeserializer((Class) Sealed.class, new Reader());
        return module;
    }

    private static final class Writer extends StdSerializer<Sealed<?>> {
        Writer() {
            super(Sealed.class);
        }

        @Override
        public void serialize(Sealed<?> value, JsonGenerator out, SerializationContext context) {
            switch (value) {
                case Sealed.Open<?> open -> throw new IllegalStateException("an open value is about to be written");
                case Sealed.Closed<?> closed -> {
                    out.writeStartObject();
                    out.writeStringProperty("key", closed.key());
                    out.writeStringProperty("box", Base64.getEncoder().encodeToString(closed.box()));
                    out.writeEndObject();
                }
            }
        }
    }

    private static final class Reader extends StdDeserializer<Sealed<?>> {
        Reader() {
            super(Sealed.class);
        }

        @Override
        public Sealed<?> deserialize(JsonParser in, DeserializationContext context) {
            JsonNode node = context.readTree(in);
            JsonNode key = node.get("key");
            JsonNode box = node.get("box");
            if (node.size() != 2 || key == null || !key.isString() || box == null || !box.isString()) {
                throw MismatchedInputException.from(in, Sealed.class, "a sealed value is {key, box} and nothing else");
            }
            try {
                return new Sealed.Closed<>(
                        key.stringValue(), Base64.getDecoder().decode(box.stringValue()));
            } catch (IllegalArgumentException e) {
                throw MismatchedInputException.from(in, Sealed.class, "a sealed value's box is base64");
            }
        }
    }
}
