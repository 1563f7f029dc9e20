package org.trialbook.media.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Array;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Num;
import org.trialbook.media.pdf.PdfObject.Stream;
import org.trialbook.media.pdf.PdfObject.Word;

/// A section of the cross-reference table, in either way of writing it (ISO 32000-2, 7.5.4 and 7.5.8).
///
/// @param offset where it begins in the file
/// @param end where it ends, its trailer with it; where it is a stream, the end of that object
/// @param stream whether it is one
/// @param entries which objects it names
record PdfTable(long offset, long end, boolean stream, Dict trailer, Map<Integer, Entry> entries) {

    /// @param packed whether the object stands in an object stream
    /// @param where the object's offset, or the number of its object stream
    /// @param which the object's generation, or its index in the stream
    record Entry(boolean packed, long where, int which) {}

    /// The section that begins here with a word.
    static PdfTable table(PdfParser parser, long offset) throws IOException, MalformedMediaException {
        parser.expect("xref");
        Map<Integer, Entry> entries = new LinkedHashMap<>();
        while (true) {
            PdfObject token = parser.lexer().next();
            if (token instanceof Word word && word.is("trailer")) {
                break;
            }
            if (!(token instanceof Num first) || !first.upTo(PdfBudget.MOST_OBJECTS)) {
                throw broken();
            }
            long count = parser.whole(PdfBudget.MOST_OBJECTS);
            for (int number = (int) first.value(); count > 0; count--, number++) {
                long where = parser.whole(9_999_999_999L);
                int generation = (int) parser.whole(65_535);
                PdfObject kind = parser.lexer().next();
                if (kind instanceof Word word && word.is("n")) {
                    put(entries, number, new Entry(false, where, generation));
                } else if (!(kind instanceof Word word) || !word.is("f") || where > PdfBudget.MOST_OBJECTS) {
                    throw broken();
                }
            }
        }
        parser.expect("<<");
        Dict trailer = PdfParser.dictionary(parser.until(Set.of(">>")));
        return new PdfTable(offset, parser.lexer().position(), false, trailer, entries);
    }

    /// The section that is the content of a stream.
    static PdfTable stream(Stream stream, byte[] content, long offset, long end) throws MalformedMediaException {
        int[] widths = numbers(stream.dict().get("W"), 8);
        List<Integer> ranges = new ArrayList<>();
        if (stream.dict().get("Index") instanceof Array) {
            for (int number : numbers(stream.dict().get("Index"), PdfBudget.MOST_OBJECTS)) {
                ranges.add(number);
            }
        } else {
            ranges.add(0);
            ranges.add(numbers(new Array(List.of(stream.dict().get("Size"))), PdfBudget.MOST_OBJECTS)[0]);
        }
        if (widths.length != 3 || ranges.size() % 2 != 0) {
            throw broken();
        }
        Map<Integer, Entry> entries = new LinkedHashMap<>();
        int row = widths[0] + widths[1] + widths[2];
        int at = 0;
        for (int range = 0; range < ranges.size(); range += 2) {
            for (int i = 0; i < ranges.get(range + 1); i++, at += row) {
                if (at + row > content.length) {
                    throw broken();
                }
                long kind = widths[0] == 0 ? 1 : field(content, at, widths[0]);
                long where = field(content, at + widths[0], widths[1]);
                long which = field(content, at + widths[0] + widths[1], widths[2]);
                if (kind > 2
                        || where < 0
                        || which < 0
                        || which > 65_535
                        || kind == 0 && where > PdfBudget.MOST_OBJECTS) {
                    throw broken();
                }
                if (kind != 0) {
                    put(entries, ranges.get(range) + i, new Entry(kind == 2, where, (int) which));
                }
            }
        }
        if (at != content.length) {
            throw broken();
        }
        return new PdfTable(offset, end, true, stream.dict(), entries);
    }

    private static void put(Map<Integer, Entry> entries, int number, Entry entry) throws MalformedMediaException {
        if (entries.put(number, entry) != null || entries.size() > PdfBudget.MOST_OBJECTS) {
            throw broken();
        }
    }

    private static long field(byte[] content, int at, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | content[at + i] & 0xff;
        }
        return value;
    }

    private static int[] numbers(PdfObject array, int most) throws MalformedMediaException {
        if (!(array instanceof Array found)) {
            throw broken();
        }
        int[] numbers = new int[found.items().size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(found.items().get(i) instanceof Num number) || !number.upTo(most)) {
                throw broken();
            }
            numbers[i] = (int) number.value();
        }
        return numbers;
    }

    private static MalformedMediaException broken() {
        return new MalformedMediaException("its cross-reference table is none");
    }
}
