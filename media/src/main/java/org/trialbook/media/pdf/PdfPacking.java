package org.trialbook.media.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Array;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Name;
import org.trialbook.media.pdf.PdfObject.Num;
import org.trialbook.media.pdf.PdfObject.Stream;

/// A stream's content, unpacked piece by piece. What is packed ends where the stream ends, and not before.
final class PdfPacking implements PdfLexer.Bytes, AutoCloseable {

    private static final int PIECE = 1 << 13;
    private static final int MOST_KEPT = 8 << 20;
    private static final String FLATE = "FlateDecode";

    private final MemorySegment packed;
    private final PdfBudget budget;
    private final @org.jspecify.annotations.Nullable Inflater inflater;
    private final byte[] in = new byte[PIECE];
    private final byte[] out = new byte[PIECE];
    private long fed;
    private int at;
    private int filled;

    private PdfPacking(MemorySegment packed, boolean flate, PdfBudget budget) {
        this.packed = packed;
        this.budget = budget;
        this.inflater = flate ? new Inflater() : null;
    }

    /// @throws MalformedMediaException when it is packed in another way than by deflation
    static PdfPacking of(MemorySegment file, Stream stream, PdfBudget budget) throws MalformedMediaException {
        List<String> filters = filters(stream.dict());
        boolean flate = filters.equals(List.of(FLATE));
        if (!flate && !filters.isEmpty()) {
            throw new MalformedMediaException("a stream in it is packed in a way that is not looked into");
        }
        return new PdfPacking(file.asSlice(stream.offset(), stream.length()), flate, budget);
    }

    static PdfPacking deflated(byte[] bytes, PdfBudget budget) {
        return new PdfPacking(MemorySegment.ofArray(bytes), true, budget);
    }

    /// The names of the filters in their order; none for what is not packed.
    static List<String> filters(Dict dict) throws MalformedMediaException {
        return switch (dict.get("Filter")) {
            case Name name -> List.of(name.value());
            case Array array
            when array.items().stream().allMatch(Name.class::isInstance) ->
                array.items().stream().map(item -> ((Name) item).value()).toList();
            case PdfObject.Null ignored -> List.of();
            default -> throw new MalformedMediaException("the packing of a stream is not told as it should be");
        };
    }

    /// The whole unpacked content; rows that were written as differences are undone. It is meant for the file's
    /// own structure, not for pages.
    static byte[] whole(MemorySegment file, Stream stream, PdfBudget budget)
            throws IOException, MalformedMediaException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PdfPacking packing = of(file, stream, budget)) {
            for (int c = packing.read(); c >= 0; c = packing.read()) {
                bytes.write(c);
                if (bytes.size() > MOST_KEPT) {
                    throw new MalformedMediaException("more is packed in it than is looked at");
                }
            }
        }
        if (!(stream.dict().get("DecodeParms") instanceof Dict parameters)
                || !(parameters.get("Predictor") instanceof Num predictor)
                || predictor.value() < 10) {
            return bytes.toByteArray();
        }
        int columns = parameters.get("Columns") instanceof Num number && number.upTo(1000) ? (int) number.value() : 1;
        return undone(bytes.toByteArray(), columns);
    }

    /// PNG's rows of one byte a sample: each as it is, or as the difference to the one above.
    private static byte[] undone(byte[] rows, int columns) throws MalformedMediaException {
        if (columns < 1 || rows.length % (columns + 1) != 0) {
            throw new MalformedMediaException("a stream in it has rows of another length");
        }
        int count = rows.length / (columns + 1);
        byte[] undone = new byte[count * columns];
        for (int row = 0; row < count; row++) {
            int filter = rows[row * (columns + 1)];
            if (filter != 0 && filter != 2) {
                throw new MalformedMediaException("a stream in it is packed in a way that is not looked into");
            }
            for (int column = 0; column < columns; column++) {
                int above = filter == 2 && row > 0 ? undone[(row - 1) * columns + column] : 0;
                undone[row * columns + column] = (byte) (rows[row * (columns + 1) + 1 + column] + above);
            }
        }
        return undone;
    }

    @Override
    public int read() throws IOException {
        if (at == filled) {
            fill();
        }
        return at == filled ? -1 : out[at++] & 0xff;
    }

    /// How many bytes are left, having read them.
    long rest() throws IOException {
        long count = filled - at;
        for (fill(); filled > 0; fill()) {
            count += filled;
        }
        return count;
    }

    private void fill() throws IOException {
        at = 0;
        try {
            filled = inflater == null ? copied() : inflated(inflater);
            budget.inflated(filled);
        } catch (MalformedMediaException e) {
            throw new PdfContentException(e);
        }
    }

    private int copied() {
        int length = (int) Math.min(PIECE, packed.byteSize() - fed);
        MemorySegment.copy(packed, ValueLayout.JAVA_BYTE, fed, out, 0, length);
        fed += length;
        return length;
    }

    private int inflated(Inflater flate) throws MalformedMediaException {
        try {
            while (true) {
                int length = flate.inflate(out);
                if (length > 0) {
                    return length;
                }
                if (flate.finished()) {
                    nothingAfter(flate.getRemaining());
                    return 0;
                }
                if (flate.needsDictionary() || fed == packed.byteSize()) {
                    throw new MalformedMediaException("a packed stream in it is not whole");
                }
                int piece = (int) Math.min(PIECE, packed.byteSize() - fed);
                MemorySegment.copy(packed, ValueLayout.JAVA_BYTE, fed, in, 0, piece);
                flate.setInput(in, 0, piece);
                fed += piece;
            }
        } catch (DataFormatException e) {
            throw new MalformedMediaException("a packed stream in it is damaged");
        }
    }

    /// Programs ignore what stands after the packed bytes, so it can say anything. A line's end is let through.
    private void nothingAfter(int remaining) throws MalformedMediaException {
        for (long i = fed - remaining; i < packed.byteSize(); i++) {
            if (!PdfLexer.isSpace(packed.get(ValueLayout.JAVA_BYTE, i)) || packed.byteSize() - (fed - remaining) > 2) {
                throw new MalformedMediaException("something stands after the packed bytes of a stream");
            }
        }
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}
