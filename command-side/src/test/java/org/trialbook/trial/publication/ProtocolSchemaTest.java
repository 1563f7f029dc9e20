package org.trialbook.trial.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.protocol.authoring.ProtocolSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// `docs/protocol.schema.json` is what the model says, and every protocol that can be used fits it.
///
/// A difference is looked at, and approved by writing the file anew: this test with `-Dtrialbook.writeSchema=true`.
class ProtocolSchemaTest {
    private static final Path COMMITTED = Path.of("../docs/protocol.schema.json");
    private static final Path SAMPLES = Path.of("../shared-events/src/test/resources/protocols");

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonMapper.shared().readTree(ProtocolSchema.text()));

    static Stream<Path> sound() throws IOException {
        return Stream.concat(in(Path.of("../protocols")), in(SAMPLES));
    }

    private static Stream<Path> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    private static List<Error> errors(String yaml) {
        JsonNode read = YAMLMapper.shared().readTree(yaml);
        return SCHEMA.validate(read);
    }

    @Test
    void isAsTheModelSays() throws IOException {
        String generated = ProtocolSchema.text();
        if (Boolean.getBoolean("trialbook.writeSchema")) {
            Files.writeString(COMMITTED, generated);
        }
        assertThat(Files.readString(COMMITTED))
                .as("-Dtrialbook.writeSchema=true approves a difference")
                .isEqualTo(generated);
    }

    @ParameterizedTest
    @MethodSource("sound")
    void aProtocolThatCanBeUsedFits(Path file) throws IOException {
        assertThat(errors(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target: 20|target: twenty",
                "target: 20|taregt: 20",
                "code: device|code: de/vice",
                "type: decimal|type: decimals",
                "method: permuted-blocks|method: blocks",
                "stratify-by-site: true|stratify-by-site: yes",
                "block-sizes: [4, 6]|block-sizes: 4"
            })
    void whatTheLoaderWouldNotReadDoesNot(String was, String becomes) throws IOException {
        String yaml = Files.readString(SAMPLES.resolve("sound.yaml"));
        assertThat(yaml).contains(was);
        assertThat(errors(yaml.replace(was, becomes))).isNotEmpty();
    }
}
