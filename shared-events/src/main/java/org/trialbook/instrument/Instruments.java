package org.trialbook.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The instruments that come with this release. A file that was released never changes: what a protocol was published
/// with means the same for ever. Another rule is another version, in a file beside it.
public final class Instruments {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static final List<String> FILES = List.of(
            "eq-5d-5l.2011.yaml", "kccq-12.2012.yaml", "kccq-23.2000.yaml", "mlhfq.1987.yaml", "nyha.1994.yaml");

    private static final List<Instrument> ALL =
            FILES.stream().map(Instruments::read).toList();

    private Instruments() {}

    public static List<Instrument> all() {
        return ALL;
    }

    public static Optional<Instrument> find(String code, String version) {
        return ALL.stream()
                .filter(instrument ->
                        instrument.code().equals(code) && instrument.version().equals(version))
                .findFirst();
    }

    private static Instrument read(String file) {
        try (InputStream in = Objects.requireNonNull(Instruments.class.getResourceAsStream(file), file)) {
            return YAML.readValue(in, Instrument.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
