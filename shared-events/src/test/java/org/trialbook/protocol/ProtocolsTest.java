package org.trialbook.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;

/// A process that looks into many records keeps the protocols that it met last, and not all of them.
class ProtocolsTest {

    private static final int KEPT = 64;

    private static ProtocolPublished published(int number) throws IOException {
        String yaml = Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        return new ProtocolPublished(new StudyId("HOT-CRT"), "1", "0".repeat(64), "%s# %d%n".formatted(yaml, number));
    }

    @Test
    void theOnesMetLastAreParsedOnceAndWhatWasMetBeforeThemIsForgotten() throws IOException {
        Protocol first = Protocols.of(published(0));
        List<Protocol> later = new ArrayList<>();
        for (int i = 1; i <= KEPT; i++) {
            later.add(Protocols.of(published(i)));
        }

        for (int i = 1; i <= KEPT; i++) {
            assertThat(Protocols.of(published(i))).isSameAs(later.get(i - 1));
        }
        assertThat(Protocols.of(published(0))).isEqualTo(first).isNotSameAs(first);
    }

    /// Of two that were met equally long ago, the one that was asked for since stays.
    @Test
    void whatIsAskedForAgainIsKept() throws IOException {
        Protocol first = Protocols.of(published(0));
        for (int i = 1; i < KEPT; i++) {
            Protocols.of(published(i));
        }
        assertThat(Protocols.of(published(0))).isSameAs(first);

        Protocols.of(published(KEPT));
        assertThat(Protocols.of(published(0))).isSameAs(first);
    }
}
