package org.trialbook.media.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trialbook.media.Head;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.MediaFormat;
import org.trialbook.media.pdf.PdfObject.Array;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Num;
import org.trialbook.media.pdf.PdfObject.Stream;

/// PDF (ISO 32000): one revision, pages and nothing but pages. The parser is our own, because one that mends what is
/// broken passes over what another program may show.
public final class PdfFormat implements MediaFormat {

    private static final String HEADER = "%PDF-";

    @Override
    public String contentType() {
        return "application/pdf";
    }

    @Override
    public String name() {
        return "PDF";
    }

    @Override
    public String remedy() {
        return "Write it anew, so that nothing but the pages is left, for example with "
                + "`gs -o pages.pdf -sDEVICE=pdfwrite -dPreserveAnnots=false -sColorConversionStrategy=RGB "
                + "-dPassThroughJPEGImages=false -dMonoImageFilter=/FlateEncode "
                + "-dMaxInlineImageSize=0 FILE` and `qpdf --linearize --empty --pages pages.pdf -- OUT`.";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        return latin(Head.of(file, HEADER.length())).equals(HEADER);
    }

    @Override
    public Optional<String> nearly(Path file) throws IOException {
        return latin(Head.of(file, 1024)).contains(HEADER)
                ? Optional.of("It is nearly a PDF, but something stands before its header. " + remedy())
                : Optional.empty();
    }

    @Override
    public List<String> identifying(Path path) throws IOException, MalformedMediaException {
        try (PdfFile file = PdfFile.read(path)) {
            if (!file.found().isEmpty()) {
                return List.copyOf(file.found());
            }
            PdfWalk walk = new PdfWalk(file);
            for (Dict trailer : file.trailers()) {
                walk.look(PdfPages.TRAILER, trailer);
            }
            if (!(file.trailers().getFirst().entries().containsKey("Root"))) {
                throw new MalformedMediaException("there is no page in it");
            }
            linearization(file, walk);
            walk.leftOver();
            if (walk.pages() == 0) {
                throw new MalformedMediaException("there is no page in it");
            }
            return List.copyOf(walk.found());
        } catch (PdfContentException e) {
            throw e.wrong();
        } catch (ClassCastException | IndexOutOfBoundsException e) {
            // A guard, not a way: the file is to blame, and what stands in it must not get into a message.
            throw new MalformedMediaException("the file cannot be read as a PDF");
        }
    }

    /// The two objects that no page needs and a linearized file has: where things are, and hints.
    private static void linearization(PdfFile file, PdfWalk walk) throws IOException, MalformedMediaException {
        if (!file.linearized()) {
            return;
        }
        for (Map.Entry<Integer, PdfObject> entry : file.objects().entrySet()) {
            PdfObject.Ref reference = new PdfObject.Ref(entry.getKey(), 0);
            if (entry.getValue() instanceof Dict dict && dict.entries().containsKey("Linearized")) {
                if (!(dict.get("L") instanceof Num length) || length.value() != file.size()) {
                    walk.add(PdfFile.REVISION);
                }
                walk.look(PdfPages.LINEARIZATION, reference);
                if (dict.get("H") instanceof Array hints && hints.items().getFirst() instanceof Num offset) {
                    hints(file, walk, (long) offset.value());
                }
            }
        }
    }

    private static void hints(PdfFile file, PdfWalk walk, long offset) throws IOException, MalformedMediaException {
        for (Map.Entry<Integer, PdfObject> entry : file.objects().entrySet()) {
            walk.step();
            if (entry.getValue() instanceof Stream && file.offset(entry.getKey()) == offset) {
                walk.look(PdfPages.HINTS, new PdfObject.Ref(entry.getKey(), 0));
            }
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
