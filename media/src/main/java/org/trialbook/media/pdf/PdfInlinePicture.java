package org.trialbook.media.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Bool;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Name;

/// A picture within a page's description (ISO 32000-2, 8.9.7). Its end is found by what it must be, not by a word
/// that may stand in its pixels as well.
final class PdfInlinePicture {

    private static final int LARGEST = 1 << 20;
    private static final Set<String> ENTRIES = Set.of(
            "W",
            "Width",
            "H",
            "Height",
            "BPC",
            "BitsPerComponent",
            "CS",
            "ColorSpace",
            "IM",
            "ImageMask",
            "D",
            "Decode",
            "I",
            "Interpolate",
            "F",
            "Filter",
            "L",
            "Length");

    private final PdfWalk walk;
    private final PdfLexer lexer;

    PdfInlinePicture(PdfWalk walk, PdfLexer lexer) {
        this.walk = walk;
        this.lexer = lexer;
    }

    void look() throws IOException, MalformedMediaException {
        Dict dict = PdfParser.dictionary(new PdfParser(lexer, new PdfBudget()).until(Set.of("ID")));
        if (!ENTRIES.containsAll(dict.entries().keySet())) {
            walk.add("an entry of its own in a picture");
        }
        boolean mask = either(dict, "IM", "ImageMask") instanceof Bool is && is.value();
        long width = PdfPages.whole(either(dict, "W", "Width"), 0);
        long height = PdfPages.whole(either(dict, "H", "Height"), 0);
        int bits = mask ? 1 : PdfPages.whole(either(dict, "BPC", "BitsPerComponent"), 0);
        int components = mask ? 1 : PdfColourSpace.components(walk, either(dict, "CS", "ColorSpace"));
        long size = (width * bits * components + 7) / 8 * height;
        if (size <= 0 || size > LARGEST) {
            throw new MalformedMediaException("a picture within a page's description has no size");
        }
        lexer.take();
        switch (either(dict, "F", "Filter")) {
            case PdfObject.Null ignored -> plain((int) size);
            case Name name when name.value().equals("Fl") || name.value().equals("FlateDecode") -> deflated(size);
            default ->
                throw new MalformedMediaException("a picture within a page's description is packed in another way");
        }
    }

    private void plain(int size) throws IOException, MalformedMediaException {
        for (int i = 0; i < size; i++) {
            if (lexer.take() < 0) {
                throw unended();
            }
        }
        if (!(lexer.next() instanceof PdfObject.Word end && end.is("EI"))) {
            throw unended();
        }
    }

    private void deflated(long size) throws IOException, MalformedMediaException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int before = -1;
        int beforeThat = -1;
        for (int tries = 0; packed.size() < LARGEST && tries < 20; ) {
            int next = lexer.take();
            if (next < 0) {
                throw unended();
            }
            packed.write(next);
            boolean end = before == 'E' && PdfLexer.isSpace(beforeThat) && next == 'I' && isBoundary(lexer.peek());
            beforeThat = before;
            before = next;
            if (end) {
                tries++;
                byte[] bytes = packed.toByteArray();
                byte[] pixels = java.util.Arrays.copyOf(bytes, bytes.length - 3);
                try (PdfPacking content = PdfPacking.deflated(pixels, walk.budget())) {
                    if (content.rest() == size) {
                        return;
                    }
                } catch (PdfContentException e) {
                    // The word stood within the pixels.
                    continue;
                }
            }
        }
        throw unended();
    }

    private static boolean isBoundary(int next) {
        return next < 0 || PdfLexer.isSpace(next);
    }

    private static PdfObject either(Dict dict, String brief, String full) {
        return dict.entries().containsKey(brief) ? dict.get(brief) : dict.get(full);
    }

    private static MalformedMediaException unended() {
        return new MalformedMediaException("a picture within a page's description does not end where it should");
    }
}
