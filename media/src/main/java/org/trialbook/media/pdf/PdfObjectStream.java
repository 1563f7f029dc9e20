package org.trialbook.media.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Num;
import org.trialbook.media.pdf.PdfObject.Stream;
import org.trialbook.media.pdf.PdfObject.Word;

/// Objects that are packed into a stream (ISO 32000-2, 7.5.7), one after the other and nothing between them.
final class PdfObjectStream {

    private PdfObjectStream() {}

    record Packed(int number, PdfObject object) {}

    /// The objects by their index.
    static Map<Integer, Packed> objects(Stream stream, byte[] content, PdfBudget budget)
            throws IOException, MalformedMediaException {
        if (!(stream.dict().get("N") instanceof Num count)
                || !(stream.dict().get("First") instanceof Num first)
                || !count.upTo(PdfBudget.MOST_OBJECTS)
                || !first.upTo(content.length)) {
            throw broken();
        }
        int[] numbers = new int[(int) count.value()];
        long[] offsets = new long[numbers.length];
        PdfParser head = parser(content, 0, budget);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) head.whole(PdfBudget.MOST_OBJECTS);
            offsets[i] = head.whole(content.length) + (long) first.value();
        }
        head.lexer().skipSpace();
        long at = head.lexer().position();
        if (numbers.length > 0 && at > offsets[0]) {
            throw broken();
        }
        PdfParser parser = parser(content, (int) at, budget);
        Map<Integer, Packed> objects = new LinkedHashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            parser.lexer().skipSpace();
            if (parser.lexer().position() != offsets[i]) {
                throw broken();
            }
            objects.put(i, new Packed(numbers[i], object(parser)));
        }
        parser.lexer().skipSpace();
        if (parser.lexer().peek() != -1
                || head.lexer().passedComment()
                || parser.lexer().passedComment()) {
            throw broken();
        }
        return objects;
    }

    private static PdfObject object(PdfParser parser) throws IOException, MalformedMediaException {
        PdfObject token = parser.lexer().next();
        if (token == null) {
            throw broken();
        }
        parser.kept(token);
        return token instanceof Word word ? parser.simple(word) : token;
    }

    private static PdfParser parser(byte[] content, int from, PdfBudget budget) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(content, from, content.length - from);
        return new PdfParser(new PdfLexer(bytes::read, from), budget);
    }

    private static MalformedMediaException broken() {
        return new MalformedMediaException("the objects packed in it are not told as they should be");
    }
}
