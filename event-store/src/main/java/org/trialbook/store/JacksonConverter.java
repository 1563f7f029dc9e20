package org.trialbook.store;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.conversion.ConversionException;
import org.axonframework.conversion.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Axon's [Converter] on Jackson 3. Text and bytes are JSON; text and bytes to each other are UTF-8, untouched.
public final class JacksonConverter implements Converter {
    private final JsonMapper mapper;

    public JacksonConverter(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean canConvert(Type sourceType, Type targetType) {
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // Each branch gives what the target type says.
    public <T> @Nullable T convert(@Nullable Object input, Type targetType) {
        if (input == null || (targetType instanceof Class<?> target && target.isInstance(input))) {
            return (T) input;
        }
        try {
            if (targetType == String.class) {
                return (T)
                        (input instanceof byte[] bytes
                                ? new String(bytes, StandardCharsets.UTF_8)
                                : mapper.writeValueAsString(input));
            }
            if (targetType == byte[].class) {
                return (T)
                        (input instanceof String text
                                ? text.getBytes(StandardCharsets.UTF_8)
                                : mapper.writeValueAsBytes(input));
            }
            var target = mapper.constructType(targetType);
            return switch (input) {
                case String text -> mapper.readValue(text, target);
                case byte[] bytes -> mapper.readValue(bytes, target);
                default -> mapper.convertValue(input, target);
            };
        } catch (JacksonException | IllegalArgumentException e) {
            // The message leaves the content out: it may be something that some readers must not see.
            throw new ConversionException(
                    "Cannot convert " + input.getClass().getName() + " to " + targetType.getTypeName(), e);
        }
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("mapper", mapper);
    }
}
