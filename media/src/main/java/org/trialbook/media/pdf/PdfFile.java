package org.trialbook.media.pdf;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Num;
import org.trialbook.media.pdf.PdfObject.Ref;
import org.trialbook.media.pdf.PdfObject.Stream;

/// A PDF from its first byte to its last: header, objects, table, end, and nothing between them. It is read in the
/// order of its bytes, not only where the table points to, so that nothing in it stays unseen.
final class PdfFile implements AutoCloseable {

    static final String REVISION = "an earlier revision";

    private final PdfBytes bytes;
    private final Set<String> found = new LinkedHashSet<>();
    private final Map<Integer, PdfObject> objects = new HashMap<>();
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final Map<Integer, PdfTable.Entry> table = new HashMap<>();
    private final List<PdfTable> sections = new ArrayList<>();
    private final Set<Integer> structural = new HashSet<>();
    private boolean linearized;

    private PdfFile(PdfBytes bytes) {
        this.bytes = bytes;
    }

    static PdfFile read(Path path) throws IOException, MalformedMediaException {
        PdfFile file = new PdfFile(new PdfBytes(path));
        try {
            file.read();
            return file;
        } catch (IOException | MalformedMediaException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// What stands beside the objects, or was there before them. Where there is something, no object was looked at.
    Set<String> found() {
        return found;
    }

    /// Each section's trailer, the one that counts first.
    List<Dict> trailers() {
        return sections.stream().map(PdfTable::trailer).toList();
    }

    Map<Integer, PdfObject> objects() {
        return objects;
    }

    /// The objects that hold others, and the table where it is one: they stand on no page.
    Set<Integer> structural() {
        return structural;
    }

    boolean linearized() {
        return linearized;
    }

    /// Where the object begins in the file; -1 for one within an object stream.
    long offset(int number) {
        return offsets.getOrDefault(number, -1L);
    }

    long size() {
        return bytes.size();
    }

    PdfObject resolved(PdfObject object) {
        return object instanceof Ref ref ? objects.getOrDefault(ref.number(), PdfObject.NOTHING) : object;
    }

    PdfPacking unpacked(Stream stream) throws MalformedMediaException {
        return bytes.unpacked(stream);
    }

    PdfBudget budget() {
        return bytes.budget();
    }

    /// The bytes of a stream as they stand in the file.
    MemorySegment raw(Stream stream) {
        return bytes.raw(stream);
    }

    private void read() throws IOException, MalformedMediaException {
        long end = bytes.endOfLast("%%EOF");
        if (end < 0) {
            throw new MalformedMediaException("the file has no end");
        }
        for (long i = end; i < bytes.size(); i++) {
            if (!PdfLexer.isSpace(bytes.at(i))) {
                found.add("something after the end");
                return;
            }
        }
        long start = bytes.endOfLast("startxref");
        if (start < 0) {
            throw new MalformedMediaException("the file has no cross-reference table");
        }
        sections(bytes.parser(start).whole(bytes.size()));
        if (found.isEmpty()) {
            scan(header(), sections.getFirst().offset());
        }
        if (bytes.commented()) {
            found.add("a comment");
        }
        if (found.isEmpty()) {
            unpack();
        }
    }

    private void sections(long first) throws IOException, MalformedMediaException {
        long offset = first;
        while (sections.size() < 3) {
            PdfTable section = section(offset);
            sections.add(section);
            for (Map.Entry<Integer, PdfTable.Entry> entry : section.entries().entrySet()) {
                if (table.put(entry.getKey(), entry.getValue()) != null) {
                    found.add(REVISION);
                }
            }
            if (section.trailer().entries().containsKey("Encrypt")) {
                throw new MalformedMediaException("an encrypted file cannot be looked into");
            }
            if (section.trailer().entries().containsKey("XRefStm")) {
                throw new MalformedMediaException("it has two cross-reference tables that may differ");
            }
            if (!(section.trailer().get("Prev") instanceof Num previous)) {
                break;
            }
            if (!previous.upTo(bytes.size())) {
                throw new MalformedMediaException("its cross-reference table is none");
            }
            offset = (long) previous.value();
        }
        linearized = sections.size() == 2
                && sections.getFirst().offset() < sections.getLast().offset();
        if (sections.size() > (linearized ? 2 : 1)) {
            found.add(REVISION);
        }
    }

    private PdfTable section(long offset) throws IOException, MalformedMediaException {
        PdfParser parser = bytes.parser(offset);
        parser.lexer().skipSpace();
        if (parser.lexer().peek() == 'x') {
            return PdfTable.table(parser, parser.lexer().position());
        }
        PdfBytes.Indirect object = bytes.indirect(parser, table);
        if (!(object.object() instanceof Stream stream) || !stream.dict().is("Type", "XRef")) {
            throw new MalformedMediaException("its cross-reference table is none");
        }
        structural.add(object.number());
        return PdfTable.stream(
                stream, bytes.whole(stream), object.offset(), parser.lexer().position());
    }

    /// @return where the objects begin
    private long header() throws IOException, MalformedMediaException {
        PdfLexer lexer = bytes.lexer(0);
        String first = PdfBytes.line(lexer);
        if (!first.matches("%PDF-[12]\\.[0-9]")) {
            throw new MalformedMediaException("its header is not one of a PDF");
        }
        if (lexer.peek() == '%') {
            // By custom, a few bytes that are no letters, so that programs take the file for binary.
            String second = PdfBytes.line(lexer);
            if (!second.matches("%[\\x80-\\xff ]{1,8}")) {
                found.add("a comment");
            }
        }
        return lexer.position();
    }

    /// Goes through the file from byte to byte.
    private void scan(long begin, long start) throws IOException, MalformedMediaException {
        PdfParser parser = bytes.parser(begin);
        int named = 0;
        int ends = 0;
        while (true) {
            parser.lexer().skipSpace();
            bytes.comment(parser);
            long offset = parser.lexer().position();
            int next = parser.lexer().peek();
            if (next == -1) {
                break;
            } else if (next >= '0' && next <= '9') {
                PdfBytes.Indirect object = bytes.indirect(parser, table);
                parser = bytes.parser(object.end());
                named += object(object);
            } else if (next == 'x') {
                PdfTable section = sections.stream()
                        .filter(known -> known.offset() == offset)
                        .findFirst()
                        .orElse(null);
                if (section == null) {
                    found.add(REVISION);
                    return;
                }
                parser = bytes.parser(section.end());
            } else if (next == 's') {
                parser.expect("startxref");
                long value = parser.whole(bytes.size());
                ends++;
                if (value != start && !(linearized && ends == 1 && value == 0)) {
                    found.add(REVISION);
                }
                parser = bytes.parser(end(parser.lexer()));
            } else {
                throw new MalformedMediaException("something stands between its objects");
            }
        }
        if (ends != 1 && !(linearized && ends == 2)) {
            found.add(REVISION);
        }
        if (named != table.values().stream().filter(entry -> !entry.packed()).count()) {
            throw new MalformedMediaException("its table names an object that is not there");
        }
    }

    /// Where the line after `%%EOF` begins.
    private long end(PdfLexer lexer) throws IOException, MalformedMediaException {
        while (PdfLexer.isSpace(lexer.peek())) {
            lexer.take();
        }
        if (!PdfBytes.line(lexer).stripTrailing().equals("%%EOF")) {
            throw new MalformedMediaException("the file has no end");
        }
        return lexer.position();
    }

    /// @return 1 where the table names it
    private int object(PdfBytes.Indirect object) throws MalformedMediaException {
        if (objects.put(object.number(), object.object()) != null) {
            found.add(REVISION);
        }
        if (objects.size() > PdfBudget.MOST_OBJECTS) {
            throw new MalformedMediaException("it has more objects than are looked at");
        }
        offsets.put(object.number(), object.offset());
        if (object.object() instanceof Stream stream && stream.dict().is("Type", "XRef")) {
            structural.add(object.number());
            if (sections.stream().noneMatch(section -> section.offset() == object.offset())) {
                found.add(REVISION);
            }
        }
        PdfTable.Entry entry = table.get(object.number());
        if (entry == null
                || entry.packed()
                || entry.where() != object.offset()
                || entry.which() != object.generation()) {
            found.add("an object that the table does not name");
            return 0;
        }
        return 1;
    }

    /// Takes the objects out of the object streams.
    private void unpack() throws IOException, MalformedMediaException {
        for (Map.Entry<Integer, PdfObject> entry : List.copyOf(objects.entrySet())) {
            if (entry.getValue() instanceof Stream stream && stream.dict().is("Type", "ObjStm")) {
                structural.add(entry.getKey());
                PdfObjectStream.objects(stream, bytes.whole(stream), bytes.budget())
                        .forEach((index, packed) -> {
                            if (!new PdfTable.Entry(true, entry.getKey(), index).equals(table.get(packed.number()))
                                    || objects.put(packed.number(), packed.object()) != null) {
                                found.add("an object that the table does not name");
                            }
                        });
            }
        }
        if (!objects.keySet().containsAll(table.keySet())) {
            throw new MalformedMediaException("its table names an object that is not there");
        }
    }

    @Override
    public void close() {
        bytes.close();
    }
}
