package org.trialbook.media.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.media.CorpusFile;
import org.trialbook.media.Pdf;

/// What the corpus does not show: files cut short, files that would take the memory, files of other programs.
class PdfFormatTest {

    @TempDir
    Path directory;

    @Test
    void aPdfIsWholeOrMalformed() throws IOException {
        byte[] pdf = Pdf.page().bytes();
        for (int length = 5; length < pdf.length - 1; length++) {
            assertThat(verdict(Arrays.copyOf(pdf, length)))
                    .as("%d bytes", length)
                    .isEqualTo("malformed");
        }
    }

    @Test
    void aSmallFileThatUnpacksToMuchIsEndedEarly() throws IOException {
        Pdf pdf = Pdf.page();
        String packed = Pdf.packed(" ".repeat(64 << 20));
        pdf.page("/Contents [5 0 R 6 0 R 7 0 R 8 0 R]")
                .object(3, "<< /Type /Page /Parent 2 0 R /Contents [4 0 R 5 0 R 6 0 R 7 0 R 8 0 R] >>");
        for (int number = 5; number < 9; number++) {
            pdf.stream(number, "/Filter /FlateDecode", packed);
        }

        assertThat(verdict(pdf.bytes())).isEqualTo("malformed");
    }

    @Test
    void arraysInArraysEndSomewhere() throws IOException {
        assertThat(verdict(Pdf.page().catalog("/A " + "[".repeat(100_000)).bytes()))
                .isEqualTo("malformed");
        assertThat(verdict(Pdf.page().page("/Annots " + "[0 ".repeat(300_000)).bytes()))
                .isEqualTo("malformed");
    }

    @Test
    void pagesThatContainThemselvesEndSomewhere() throws IOException {
        assertThat(verdict(Pdf.page()
                        .object(2, "<< /Type /Pages /Count 2 /Kids [3 0 R 2 0 R] >>")
                        .bytes()))
                .isEqualTo("taken");
        assertThat(verdict(Pdf.page()
                        .object(4, "<< /Length 4 0 R >>\nstream\n\nendstream")
                        .bytes()))
                .isEqualTo("malformed");
    }

    @Test
    void aNestedNoteIsNamedWhereverItStands() throws IOException {
        assertThat(verdict(Pdf.page().resources("/XObject << /Fm0 5 0 R >>").stream(
                                5,
                                "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /PieceInfo << /X (Erika) >>",
                                "% Erika\n")
                        .bytes()))
                .isEqualTo("private data of a program + a comment in a page's description");
    }

    private String verdict(byte[] content) throws IOException {
        return CorpusFile.verdict(Files.write(directory.resolve("file"), content));
    }
}
