package org.trialbook.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventJson;
import org.trialbook.protocol.InvalidProtocolException.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads a protocol from YAML and checks it.
public final class ProtocolFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /// Some 4,000 items. A bundle's files have at most 4 MiB, and a request at most 1 MiB.
    public static final int MAX_BYTES = 768 * 1024;

    /// What the file may take up in a request once its line ends and quotes are escaped.
    private static final int MAX_ESCAPED_BYTES = 1_000_000;

    private static final String WHOLE_FILE = "(the whole file)";

    private ProtocolFile() {}

    /// @param file the file's name, for the errors
    /// @throws InvalidProtocolException with every problem found
    public static Protocol read(String file, String yaml) {
        Optional<Problem> tooLarge = tooLarge(yaml);
        if (tooLarge.isPresent()) {
            throw new InvalidProtocolException(file, List.of(tooLarge.get()));
        }
        @Nullable Protocol protocol;
        try {
            protocol = YAML.readValue(yaml, Protocol.class);
        } catch (DatabindException e) {
            String path = path(e);
            throw new InvalidProtocolException(file, List.of(new Problem(path, "shape", e.getOriginalMessage())));
        } catch (JacksonException e) {
            // What is no text of the form at all has no line.
            String place = e.getLocation() == null
                    ? WHOLE_FILE
                    : "line " + e.getLocation().getLineNr();
            throw new InvalidProtocolException(
                    file, List.of(new Problem(place, "yaml", String.valueOf(e.getOriginalMessage()))));
        }
        if (protocol == null) {
            throw new InvalidProtocolException(
                    file, List.of(new Problem(WHOLE_FILE, "missing", "the file says nothing")));
        }
        List<Problem> problems = ProtocolRules.check(protocol);
        if (!problems.isEmpty()) {
            throw new InvalidProtocolException(file, problems);
        }
        return protocol;
    }

    /// A protocol out of what could be read of a file; it may break any rule.
    ///
    /// @throws JacksonException when it is not of a protocol's shape
    public static Protocol bind(JsonNode read) {
        return YAML.treeToValue(read, Protocol.class);
    }

    /// What a protocol says that cannot be kept.
    public static List<Problem> problems(Protocol protocol) {
        return ProtocolRules.check(protocol);
    }

    /// Why it could not be published, if it could not.
    public static Optional<Problem> tooLarge(String yaml) {
        int bytes = yaml.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            return Optional.of(new Problem(
                    WHOLE_FILE, "file-size", "%d bytes; a protocol has at most %d".formatted(bytes, MAX_BYTES)));
        }
        int escaped = EventJson.mapper().writeValueAsBytes(yaml).length;
        return escaped <= MAX_ESCAPED_BYTES
                ? Optional.empty()
                : Optional.of(new Problem(
                        WHOLE_FILE,
                        "file-size",
                        "%d bytes once quoted; at most %d fit a request".formatted(escaped, MAX_ESCAPED_BYTES)));
    }

    private static String path(DatabindException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? WHOLE_FILE : path.toString();
    }
}
