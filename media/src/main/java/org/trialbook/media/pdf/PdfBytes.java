package org.trialbook.media.pdf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Num;
import org.trialbook.media.pdf.PdfObject.Ref;
import org.trialbook.media.pdf.PdfObject.Stream;

/// A file's bytes, mapped and not read into the memory, and the objects that begin at a place in them.
final class PdfBytes implements AutoCloseable {

    private static final long LARGEST = 1L << 30;

    private final Arena arena;
    private final MemorySegment bytes;
    private final PdfBudget budget = new PdfBudget();
    private boolean commented;

    PdfBytes(Path file) throws IOException, MalformedMediaException {
        this.arena = Arena.ofConfined();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > LARGEST) {
                throw new MalformedMediaException("it is larger than is looked at");
            }
            this.bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (IOException | MalformedMediaException e) {
            arena.close();
            throw e;
        }
    }

    long size() {
        return bytes.byteSize();
    }

    PdfBudget budget() {
        return budget;
    }

    /// The bytes of a stream as they stand in the file.
    MemorySegment raw(Stream stream) {
        return bytes.asSlice(stream.offset(), stream.length());
    }

    PdfPacking unpacked(Stream stream) throws MalformedMediaException {
        return PdfPacking.of(bytes, stream, budget);
    }

    byte[] whole(Stream stream) throws IOException, MalformedMediaException {
        return PdfPacking.whole(bytes, stream, budget);
    }

    /// Whether there was a comment in or after any of the objects so far.
    boolean commented() {
        return commented;
    }

    static String line(PdfLexer lexer) throws IOException {
        StringBuilder line = new StringBuilder();
        while (lexer.peek() != '\n' && lexer.peek() != '\r' && lexer.peek() != -1 && line.length() < 100) {
            line.append((char) lexer.take());
        }
        if (lexer.take() == '\r' && lexer.peek() == '\n') {
            lexer.take();
        }
        return line.toString();
    }
    /// @param end of the object's last byte, exclusive
    record Indirect(int number, int generation, PdfObject object, long offset, long end) {}

    /// @param table where the lengths of streams stand that are objects of their own
    Indirect indirect(PdfParser parser, Map<Integer, PdfTable.Entry> table)
            throws IOException, MalformedMediaException {
        parser.lexer().skipSpace();
        long offset = parser.lexer().position();
        int number = (int) parser.whole(PdfBudget.MOST_OBJECTS);
        int generation = (int) parser.whole(65_535);
        parser.expect("obj");
        List<PdfObject> content = parser.until(Set.of("endobj", "stream"));
        if (content.size() != 1) {
            throw new MalformedMediaException("an object in it is none");
        }
        if (parser.stop().equals("endobj")) {
            comment(parser);
            return new Indirect(
                    number,
                    generation,
                    content.getFirst(),
                    offset,
                    parser.lexer().position());
        }
        if (!(content.getFirst() instanceof Dict dict)) {
            throw new MalformedMediaException("a stream in it is none");
        }
        comment(parser);
        int first = parser.lexer().take();
        if (first != '\n' && (first != '\r' || parser.lexer().take() != '\n')) {
            throw new MalformedMediaException("a stream in it is none");
        }
        long begin = parser.lexer().position();
        long length = length(dict.get("Length"), table);
        if (length > bytes.byteSize() - begin) {
            throw new MalformedMediaException("a stream is longer than the file");
        }
        PdfParser after = parser(begin + length);
        after.expect("endstream");
        after.expect("endobj");
        comment(after);
        Stream stream = new Stream(dict, begin, (int) length);
        return new Indirect(number, generation, stream, offset, after.lexer().position());
    }

    void comment(PdfParser parser) {
        commented |= parser.lexer().passedComment();
    }

    private long length(PdfObject told, Map<Integer, PdfTable.Entry> table)
            throws IOException, MalformedMediaException {
        if (told instanceof Num number && number.upTo(Integer.MAX_VALUE)) {
            return (long) number.value();
        }
        PdfTable.Entry entry = told instanceof Ref ref ? table.get(ref.number()) : null;
        if (entry == null || entry.packed() || entry.where() >= bytes.byteSize()) {
            throw new MalformedMediaException("a stream in it has no length");
        }
        PdfParser parser = parser(entry.where());
        parser.whole(PdfBudget.MOST_OBJECTS);
        parser.whole(65_535);
        parser.expect("obj");
        long length = parser.whole(Integer.MAX_VALUE);
        // Many streams may ask the same place, and a comment may be before it.
        budget.steps(parser.lexer().position() - entry.where());
        return length;
    }

    PdfParser parser(long position) {
        return new PdfParser(lexer(position), budget);
    }

    PdfLexer lexer(long position) {
        return new PdfLexer(
                new PdfLexer.Bytes() {
                    private long next = position;

                    @Override
                    public int read() {
                        return next < bytes.byteSize() ? at(next++) : -1;
                    }
                },
                position);
    }

    int at(long position) {
        return bytes.get(ValueLayout.JAVA_BYTE, position) & 0xff;
    }

    /// Where the last such word ends; -1 where there is none.
    long endOfLast(String word) {
        byte[] wanted = word.getBytes(StandardCharsets.US_ASCII);
        for (long i = bytes.byteSize() - wanted.length; i >= 0; i--) {
            int same = 0;
            while (same < wanted.length && bytes.get(ValueLayout.JAVA_BYTE, i + same) == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return i + wanted.length;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        arena.close();
    }
}
