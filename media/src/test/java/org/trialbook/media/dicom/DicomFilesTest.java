package org.trialbook.media.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaCleaner.Cleaned;
import org.trialbook.media.SiteSecret;

/// The 40 files of others, where they lie beside the project: what the gateway says of each, before and after cleaning,
/// as `docs/dicom-files.md` has it. What is cleaned is left in `target/cleaned-dicom`, for `.ci/dicom-check.py`.
@EnabledIf("present")
class DicomFilesTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().endsWith("media") ? Path.of("..") : Path.of("");
    private static final Path FILES = PROJECT.resolve("../shared/dicom/files");
    private static final Path TABLE = PROJECT.resolve("docs/dicom-files.md");
    private static final Path CLEANED = PROJECT.resolve("media/target/cleaned-dicom");
    private static final SiteSecret SECRET =
            new SiteSecret("a secret of a site for these tests".getBytes(StandardCharsets.UTF_8));

    static boolean present() {
        return Files.exists(FILES.resolve("MANIFEST.tsv"));
    }

    /// @param after empty where nothing can be made of it; then `why` says why
    private record Verdict(
            String name, String exercises, String before, Optional<String> after, String why, String look) {
        String row() {
            return "| `%s` | %s | %s | %s |"
                    .formatted(
                            name,
                            exercises,
                            before,
                            after.map(a -> "cleaned: " + a + look).orElse("not cleaned: " + why));
        }
    }

    private static final List<Verdict> VERDICTS = new ArrayList<>();

    @BeforeAll
    static void clean() throws IOException {
        if (Files.exists(CLEANED)) {
            try (Stream<Path> old = Files.list(CLEANED)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(CLEANED);
        List<String> rows = Files.readAllLines(FILES.resolve("MANIFEST.tsv"));
        VERDICTS.clear();
        for (String row : rows.subList(1, rows.size())) {
            String[] columns = row.split("\t");
            VERDICTS.add(verdict(columns[0], columns[6]));
        }
    }

    private static Verdict verdict(String name, String exercises) throws IOException {
        Path file = FILES.resolve(name);
        Path out = CLEANED.resolve(name);
        String before = said(file);
        try {
            Cleaned cleaned = new DicomCleaner().clean(file, out, SECRET);
            String look = cleaned.lookAt().isEmpty() ? "" : "; to be looked at";
            return new Verdict(name, exercises, before, Optional.of(said(out)), "", look);
        } catch (MalformedMediaException e) {
            return new Verdict(name, exercises, before, Optional.empty(), String.valueOf(e.getMessage()), "");
        }
    }

    private static String said(Path file) throws IOException {
        DicomFormat format = new DicomFormat();
        if (!format.recognises(file)) {
            return format.nearly(file).isPresent() ? "without a header" : "not DICOM";
        }
        try {
            List<String> found = format.identifying(file);
            return found.isEmpty()
                    ? "taken"
                    : "refused: %d names, such as %s".formatted(found.size(), found.getFirst());
        } catch (MalformedMediaException e) {
            return "malformed: " + e.getMessage();
        }
    }

    @Test
    void eachOfThemHasAVerdictAndTheOneThatIsWrittenDown() throws IOException {
        String head = Files.readString(TABLE)
                .lines()
                .takeWhile(line -> !line.startsWith("| `"))
                .reduce("", (a, b) -> a + b + "\n");
        String table =
                head + String.join("\n", VERDICTS.stream().map(Verdict::row).toList()) + "\n";
        Files.writeString(CLEANED.resolveSibling("dicom-files.md"), table);

        assertThat(VERDICTS).hasSize(40);
        assertThat(Files.readString(TABLE))
                .as("target/dicom-files.md has what it should be")
                .isEqualTo(table);
    }

    @Test
    void whatIsCleanedIsTaken() {
        assertThat(VERDICTS.stream().flatMap(verdict -> verdict.after().stream()))
                .hasSizeGreaterThan(20)
                .containsOnly("taken");
    }
}
