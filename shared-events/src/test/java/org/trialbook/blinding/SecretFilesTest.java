package org.trialbook.blinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShare;
import org.trialbook.allocation.SeedShareFile;
import org.trialbook.allocation.SeedShares;
import org.trialbook.event.StudyId;

/// The secrets of a study, each in a file that only its owner may read.
class SecretFilesTest {

    private static final SealLabel LABEL = new SealLabel("S", "", "e", "arm");
    private static final StudyId STUDY = new StudyId("S");
    private static final SeedParty SPONSOR = SeedParty.SPONSOR;

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path directory;

    private Path key;
    private Path share;

    @BeforeEach
    void names() {
        key = directory.resolve("secrets").resolve("blinding.key");
        share = SeedShareFile.in(directory.resolve("secrets"), SPONSOR);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Path written(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whatTheFirstStartSealedTheSecondOpens() throws IOException {
        BlindingKey first = BlindingKeystore.createIfMissing(key, random);
        byte[] content = Files.readAllBytes(key);
        BlindingKey second = BlindingKeystore.createIfMissing(key, random);
        BlindingKey third = BlindingKeystore.open(key, random);

        byte[] box = first.seal(new byte[32], LABEL);
        assertThat(second.open(box, LABEL)).isEqualTo(new byte[32]);
        assertThat(third.open(box, LABEL)).isEqualTo(new byte[32]);
        assertThat(third.id()).isEqualTo(first.id()).matches("blinding-[0-9a-f]{8}");
        assertThat(Files.readAllBytes(key)).isEqualTo(content);
    }

    @Test
    void aShareIsDrawnOnceAndReadBack() throws IOException {
        assertThat(SeedShareFile.create(share, STUDY, SPONSOR, random)).isTrue();
        SeedShare drawn = SeedShareFile.open(share, STUDY, SPONSOR);
        assertThat(SeedShareFile.create(share, STUDY, SPONSOR, random)).isFalse();
        assertThat(SeedShareFile.open(share, STUDY, SPONSOR)).isEqualTo(drawn);
        assertThat(share).hasFileName("seed-share.sponsor");
    }

    @Test
    void theSharesThatAreThereAreFound() {
        Path secrets = directory.resolve("secrets");
        assertThat(SeedShareFile.openAll(secrets, STUDY)).isEqualTo(SeedShares.none());
        SeedShareFile.create(share, STUDY, SPONSOR, random);
        assertThat(SeedShareFile.openAll(secrets, STUDY).of(SPONSOR))
                .contains(SeedShareFile.open(share, STUDY, SPONSOR));
        assertThat(SeedShareFile.openAll(secrets, STUDY).seed(STUDY)).isEmpty();
        SeedShareFile.create(SeedShareFile.in(secrets, SeedParty.STATISTICIAN), STUDY, SeedParty.STATISTICIAN, random);
        assertThat(SeedShareFile.openAll(secrets, STUDY).seed(STUDY)).isPresent();
    }

    @Test
    void theShareOfAnotherPartyOrStudyIsNotTakenForIt() {
        SeedShareFile.create(share, STUDY, SeedParty.STATISTICIAN, random);
        assertThatThrownBy(() -> SeedShareFile.open(share, STUDY, SPONSOR))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessage(share + " is not the share of the sponsor of S");
        Path other = directory.resolve("other");
        SeedShareFile.create(other, new StudyId("T"), SPONSOR, random);
        assertThatThrownBy(() -> SeedShareFile.open(other, STUDY, SPONSOR))
                .hasMessageContaining("is not the share of the sponsor of S");
    }

    @Test
    void onlyTheOwnerMayReadThemAndNoDraftIsLeft() throws IOException {
        BlindingKeystore.createIfMissing(key, random);
        SeedShareFile.create(share, STUDY, SPONSOR, random);
        assertThat(permissions(key)).isEqualTo("rw-------");
        assertThat(permissions(share)).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(key.getParent())) {
            assertThat(files).containsExactlyInAnyOrder(key, share);
        }
    }

    @Test
    void twoStudiesShareNoSecret() {
        Path other = directory.resolve("other");
        SeedShareFile.create(share, STUDY, SPONSOR, random);
        SeedShareFile.create(other.resolve("s"), STUDY, SPONSOR, random);
        assertThat(SeedShareFile.open(share, STUDY, SPONSOR))
                .isNotEqualTo(SeedShareFile.open(other.resolve("s"), STUDY, SPONSOR));
        byte[] box = BlindingKeystore.createIfMissing(key, random).seal(new byte[8], LABEL);
        BlindingKey foreign = BlindingKeystore.createIfMissing(other.resolve("k"), random);
        assertThatThrownBy(() -> foreign.open(box, LABEL)).isInstanceOf(UnopenableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-", "rwx--x---"})
    void aFileOpenToOthersIsRefusedWithWhatToDo(String open) throws IOException {
        BlindingKeystore.createIfMissing(key, random);
        SeedShareFile.create(share, STUDY, SPONSOR, random);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(open));
        Files.setPosixFilePermissions(share, PosixFilePermissions.fromString(open));
        assertThatThrownBy(() -> BlindingKeystore.createIfMissing(key, random))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessageContaining(key.toString())
                .hasMessageContaining(open)
                .hasMessageContaining("chmod 600");
        assertThatThrownBy(() -> SeedShareFile.open(share, STUDY, SPONSOR))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aFileThatOnlyItsOwnerMayReadAndNobodyWriteIsFine() throws IOException {
        BlindingKeystore.createIfMissing(key, random);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
        assertThat(BlindingKeystore.open(key, random).id()).startsWith("blinding-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "c2VjcmV0LXNlY3JldA",
                "{}",
                "{\"id\":\"k\",\"key\":null}",
                "{\"id\":\"k\",\"key\":\"c2VjcmV0LXNlY3JldA==\"}",
                "{\"id\":\"k\",\"key\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\",\"more\":1}",
                "{\"id\":\"K ?\",\"key\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}",
                "{\"id\":\"k\",\"key\":\"c2VjcmV0LXNlY3JldA*\"}",
                "{\"id\":\"k\",\"key\":\"c2VjcmV0LXNlY3JldA",
                "{\"keys\":[]}",
                "{\"keys\":null}",
                "{\"keys\":[null]}",
                "{\"keys\":[{\"id\":\"k\",\"key\":\"c2VjcmV0\"}]}",
                "{\"keys\":[{\"id\":\"k\",\"key\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}],\"more\":1}",
                "{\"keys\":[{\"id\":\"k\",\"key\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"},"
                        + "{\"id\":\"k\",\"key\":\"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}]}"
            })
    void aMalformedKeyIsRefusedAndLeftAsItIs(String content) throws IOException {
        written(key, content);
        assertThatThrownBy(() -> BlindingKeystore.createIfMissing(key, random))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessageContaining("is no blinding key")
                .hasMessageNotContaining("c2VjcmV0")
                .hasNoCause();
        assertThat(key).hasContent(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"study\":\"S\",\"party\":\"sponsor\",\"share\":\"c2VjcmV0LXNlY3JldA==\"}",
                "{\"study\":\"S\",\"party\":\"sponsor\",\"share\":\"c2VjcmV0LXNlY3JldA*\"}",
                "{\"study\":\"S\",\"party\":\"sponsor\",\"seed\":\"c2VjcmV0LXNlY3JldA*\"}"
            })
    void aMalformedShareIsRefusedAndLeftAsItIs(String content) throws IOException {
        written(share, content);
        assertThat(SeedShareFile.create(share, STUDY, SPONSOR, random)).isFalse();
        assertThatThrownBy(() -> SeedShareFile.open(share, STUDY, SPONSOR))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessageContaining("is no share of a seed")
                .hasMessageNotContaining("c2VjcmV0")
                .hasNoCause();
        assertThat(share).hasContent(content);
    }

    @Test
    void aMissingOrHugeFileIsNamed() throws IOException {
        assertThatThrownBy(() -> BlindingKeystore.open(key, random))
                .isInstanceOfSatisfying(
                        UnusableSecretException.class, e -> assertThat(e.file()).isEqualTo(key))
                .hasMessage(key + " does not exist");
        written(share, " ".repeat(4097));
        assertThatThrownBy(() -> SeedShareFile.open(share, STUDY, SPONSOR)).hasMessageContaining("larger than 4096");
    }

    @Test
    void ofManyProcessesStartedAtOnceOneMakesTheKey() throws InterruptedException, ExecutionException {
        try (ExecutorService processes = Executors.newFixedThreadPool(16)) {
            List<Callable<BlindingKey>> starts = IntStream.range(0, 64)
                    .<Callable<BlindingKey>>mapToObj(i -> () -> BlindingKeystore.createIfMissing(key, random))
                    .toList();
            byte[] box = null;
            for (Future<BlindingKey> start : processes.invokeAll(starts)) {
                BlindingKey opened = start.get();
                box = box == null ? opened.seal(new byte[8], LABEL) : box;
                assertThat(opened.open(box, LABEL)).isEqualTo(new byte[8]);
            }
        }
    }

    @Test
    void aSecondFileIsNeverWrittenOverTheFirst() throws IOException {
        assertThat(SecretFile.create(key, new byte[] {1})).isTrue();
        assertThat(SecretFile.create(key, new byte[] {2})).isFalse();
        assertThat(Files.readAllBytes(key)).containsExactly(1);
    }
}
