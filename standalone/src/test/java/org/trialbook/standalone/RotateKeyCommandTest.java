package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.KeyHistory;
import org.trialbook.ledger.KeyRotation;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.SignedNote;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.view.projection.ProjectedEvent;
import picocli.CommandLine;

/// The administrator changes the log's key, offline.
class RotateKeyCommandTest {

    @TempDir
    Path data;

    private int rotate(String... more) {
        return new CommandLine(new TrialbookMain())
                .execute(Stream.concat(Stream.of("rotate-key", "--data=" + data), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void theEventTheKeyAndTheNoteAreThere() throws Exception {
        Path keys = data.resolve("keys");
        assertThat(rotate("--by=An Administrator", "--reason=x")).isEqualTo(2);
        try (FileLogStore store = FileLogStore.open(data.resolve("log"))) {
            CheckpointSigning.open(keys, "trialbook.test/HOT-CRT", store, new SecureRandom())
                    .close();
        }
        NoteVerifier first =
                NoteVerifier.parse(Files.readString(keys.resolve("log.pub")).strip());

        assertThat(rotate("--by=An Administrator")).isEqualTo(2);
        assertThat(rotate("--by=An Administrator", "--reason=yearly")).isZero();

        SignedNote note = SignedNote.parse(Files.readAllBytes(keys.resolve("rotation-1.note")));
        assertThat(note.verify(List.of(first))).containsExactly(first);
        try (FileLogStore store = FileLogStore.open(data.resolve("log"));
                CheckpointSigning signing = CheckpointSigning.reopen(keys, store);
                Log log = Log.openForReading(
                        store, LogSettings.of(Clock.systemUTC(), new SecureRandom()), signing.checkpoints())) {
            EventLine event = log.line(0);
            assertThat(event.type()).isEqualTo(KeyRotation.TYPE);
            assertThat(event.reason()).isEqualTo("yearly");
            KeyHistory history = new KeyHistory(first);
            history.take(0, event.version(), event.payload());
            assertThat(history.current()).isNotEqualTo(first);
            // No act of the trial: it stands in no view, and the record shows its place and leaf hash.
            assertThat(ProjectedEvent.of(event)).isEmpty();
        }
    }
}
