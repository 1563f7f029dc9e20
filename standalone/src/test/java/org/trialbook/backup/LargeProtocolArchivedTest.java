package org.trialbook.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyId;
import org.trialbook.standalone.LargeProtocol;
import org.trialbook.store.copy.CopiedFiles;

/// A protocol that stands beside the log goes wherever the record goes: into the archive, its
/// verification and the recomputed allocation.
class LargeProtocolArchivedTest {

    @TempDir
    private Path directory;

    @Test
    void itGoesWhereTheRecordGoes() throws IOException {
        String protocol = LargeProtocol.of(Files.readString(Path.of("../protocols/hot-crt.yaml")));
        Path data = directory.resolve("data");
        try (RecordedTrial trial = RecordedTrial.onFiles(data).begun(protocol)) {
            nothingIsRemembered();
            trial.enrol(2);
            trial.finish();
        }
        nothingIsRemembered();
        Path archive = directory.resolve("archive");
        Said made = Said.by("archive", archive, "--data", data);
        assertThat(made).extracting(Said::exit, Said::err).containsExactly(0, "");
        assertThat(made.out()).contains("recomputed from the revealed seed, and the same");
        nothingIsRemembered();
        assertThat(verified(archive, data, "--randomization").exit()).isZero();
        Path text = archive.resolve("media").resolve(sha256(protocol));
        assertThat(Files.readString(text)).isEqualTo(protocol);

        Path changed = directory.resolve("changed");
        CopiedFiles.copy(archive, changed);
        Files.delete(changed.resolve("media").resolve(sha256(protocol)));
        assertThat(verified(changed, data).exit()).isEqualTo(1);
    }

    private static Said verified(Path archive, Path data, String... more) {
        Object[] words = new Object[4 + more.length];
        List.of("verify", archive, "--key", data.resolve("keys/log.pub")).toArray(words);
        System.arraycopy(more, 0, words, 4, more.length);
        return Said.by(words);
    }

    /// A process keeps the texts that it met last: others take their place.
    private static void nothingIsRemembered() {
        IntStream.range(0, 20).forEach(i -> {
            String other = ("# " + i + "\n").repeat(20_000);
            assertThat(new ProtocolPublished(new StudyId("OTHER"), "1", sha256(other), other).inLine())
                    .isNull();
        });
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
