package org.trialbook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.media.aecg.EcgCorpus;
import org.trialbook.media.pdf.PdfCorpus;
import org.trialbook.media.png.PngCorpus;

/// Made-up files of each format, with something in each place where the format can say something: each gets its
/// verdict, and no verdict repeats what stands there.
class MediaCorpusTest {

    @TempDir
    Path directory;

    static List<CorpusFile> corpus() {
        return Stream.of(PdfCorpus.files(), PngCorpus.files(), EcgCorpus.files())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void eachFileGetsItsVerdict(CorpusFile file) throws IOException {
        Path written = Files.write(directory.resolve("file"), file.bytes());

        assertThat(CorpusFile.verdict(written)).isEqualTo(file.verdict());
        assertThat(MediaGate.verdict(written).toString())
                .doesNotContainIgnoringCase("erika")
                .doesNotContain("4711")
                .doesNotContain("1951");
    }

    @Test
    void theCorpusIsWrittenDownAsATable() throws IOException {
        StringBuilder table = new StringBuilder();
        for (CorpusFile file : corpus()) {
            Path written = Files.write(directory.resolve("file"), file.bytes());
            table.append("%-60s %s%n".formatted(file.name(), CorpusFile.verdict(written)));
        }
        Files.writeString(Path.of("target", "media-corpus.txt"), table);

        assertThat(corpus()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(corpus().stream().map(CorpusFile::name)).doesNotHaveDuplicates();
    }
}
