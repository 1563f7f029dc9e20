package org.trialbook.protocol;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads a protocol from YAML and checks it.
public final class ProtocolFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ProtocolFile() {}

    /// @param file the file's name, for the errors
    /// @throws InvalidProtocolException with every problem found
    public static Protocol read(String file, String yaml) {
        Protocol protocol;
        try {
            protocol = YAML.readValue(yaml, Protocol.class);
        } catch (DatabindException e) {
            String path = path(e);
            throw new InvalidProtocolException(
                    file, List.of(new InvalidProtocolException.Problem(path, "shape", e.getOriginalMessage())));
        } catch (JacksonException e) {
            throw new InvalidProtocolException(
                    file,
                    List.of(new InvalidProtocolException.Problem(
                            "line " + e.getLocation().getLineNr(), "yaml", e.getOriginalMessage())));
        }
        List<InvalidProtocolException.Problem> problems = ProtocolRules.check(protocol);
        if (!problems.isEmpty()) {
            throw new InvalidProtocolException(file, problems);
        }
        return protocol;
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
        return path.isEmpty() ? "(the whole file)" : path.toString();
    }
}
