package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every protocol that is shipped loads, and says what it assumed.
class ShippedProtocolsTest {

    static Stream<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "protocols"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void itLoadsUnderItsOwnName(Path file) throws IOException {
        String name = file.getFileName().toString();
        Protocol protocol = ProtocolFile.read(name, Files.readString(file));
        assertThat(name).isEqualToIgnoringCase(protocol.study().value() + ".yaml");
        assertThat(protocol.assumptions()).isNotEmpty();
    }
}
