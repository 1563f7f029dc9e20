package org.trialbook.media.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.trialbook.media.MalformedMediaException;

/// Walks through a data set (PS3.5, section 7) and tells a handler what stands there. Whatever the bytes are, it ends:
/// every step takes bytes, sequences nest no deeper than a bound, and no value is held that the handler does not take.
final class DicomReader {

    /// Value representations whose length has 32 bits.
    private static final Set<String> LONG =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    private static final Set<String> SHORT = Set.of(
            "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "PN", "SH", "SL", "SS", "ST", "TM",
            "UI", "UL", "US");

    private static final long UNDEFINED = 0xffff_ffffL;
    static final int PIXEL_DATA = 0x7fe0_0010;
    private static final int ITEM = 0xfffe_e000;
    private static final int ITEM_END = 0xfffe_e00d;
    private static final int SEQUENCE_END = 0xfffe_e0dd;
    private static final int DEEPEST = 32;
    private static final int SHORTEST = 8;

    /// Elements, items and fragments. A file of a hundred thousand frames has fewer.
    private static final int MOST_PARTS = 2_000_000;

    private final DicomBytes bytes;
    private DicomHandler handler;
    private int parts;

    DicomReader(DicomBytes bytes, DicomHandler handler) {
        this.bytes = bytes;
        this.handler = handler;
    }

    static boolean isRepresentation(String two) {
        return LONG.contains(two) || SHORT.contains(two);
    }

    static boolean isLong(String representation) {
        return LONG.contains(representation);
    }

    /// Elements of one group alone, in explicit representation: the file meta information.
    void readGroup(int group) throws IOException, MalformedMediaException {
        long before = -1;
        while (!bytes.atEnd() && bytes.peekTag() >>> 16 == group) {
            before = element(true, 0, before);
        }
    }

    void read(boolean explicit) throws IOException, MalformedMediaException {
        long before = -1;
        while (!bytes.atEnd()) {
            boolean more = bytes.peek(SHORTEST).length == SHORTEST && Integer.toUnsignedLong(bytes.peekTag()) > before;
            if (!more && before >= PIXEL_DATA) {
                handler.trailing();
                return;
            }
            before = element(explicit, 0, before);
        }
        if (before < 0) {
            throw new MalformedMediaException("there is no data set in it");
        }
    }

    /// @param before the element before it in the same data set
    /// @return this one
    private long element(boolean explicit, int depth, long before) throws IOException, MalformedMediaException {
        part();
        int tag = bytes.tag();
        long order = Integer.toUnsignedLong(tag);
        if (tag >>> 16 == 0xfffe) {
            throw new MalformedMediaException("an item stands where an element should");
        }
        if (order <= before) {
            // Two programs would read two different files, if one takes the first and one the last of a kind.
            throw new MalformedMediaException("the elements are not in ascending order");
        }
        DicomElement element =
                new DicomElement(tag, explicit ? representation() : "", DicomDictionary.STANDARD.find(tag));
        long length = length(element.stated(), explicit);
        if (tag == PIXEL_DATA && length == UNDEFINED) {
            fragments(element);
        } else if (isSequence(element, length)) {
            // What is unknown is written implicitly (PS3.5, 6.2.2).
            sequence(element, length, explicit && !element.stated().equals("UN"), depth + 1);
        } else {
            value(element, length);
        }
        return order;
    }

    private String representation() throws IOException, MalformedMediaException {
        String representation = new String(bytes.take(2), StandardCharsets.US_ASCII);
        if (!isRepresentation(representation)) {
            throw new MalformedMediaException("a value representation is not one of the standard's");
        }
        return representation;
    }

    private long length(String representation, boolean explicit) throws IOException {
        if (!explicit) {
            return bytes.u32();
        }
        if (isLong(representation)) {
            bytes.skip(2);
            return bytes.u32();
        }
        return bytes.u16();
    }

    private static boolean isSequence(DicomElement element, long length) {
        return length == UNDEFINED || element.representation().equals("SQ");
    }

    private void value(DicomElement element, long length) throws IOException, MalformedMediaException {
        DicomValue value = new DicomValue(bytes, length);
        handler.value(element, value);
        value.skipRest();
    }

    /// Items until the length is used up, or until the sequence is delimited.
    private void sequence(DicomElement element, long length, boolean explicit, int depth)
            throws IOException, MalformedMediaException {
        if (depth > DEEPEST) {
            throw new MalformedMediaException("it is nested too deeply");
        }
        DicomHandler told = handler;
        boolean empty = length == UNDEFINED && bytes.peekTag() == SEQUENCE_END;
        if (!told.sequence(element, empty ? 0 : length)) {
            handler = new UntoldHandler();
        }
        long end = end(length);
        boolean delimited = false;
        while (!delimited && bytes.position() < end) {
            part();
            int tag = bytes.tag();
            long itemLength = bytes.u32();
            delimited = tag == SEQUENCE_END && length == UNDEFINED;
            if (!delimited) {
                if (tag != ITEM) {
                    throw new MalformedMediaException("a sequence holds something else than items");
                }
                handler.item();
                item(itemLength, explicit, depth);
                handler.itemEnd();
            }
        }
        closed(length, end, delimited);
        handler.sequenceEnd();
        handler = told;
    }

    private void item(long length, boolean explicit, int depth) throws IOException, MalformedMediaException {
        long end = end(length);
        long before = -1;
        boolean delimited = false;
        while (!delimited && bytes.position() < end) {
            delimited = length == UNDEFINED && bytes.peekTag() == ITEM_END;
            if (delimited) {
                bytes.skip(8);
            } else {
                before = element(explicit, depth, before);
            }
        }
        closed(length, end, delimited);
    }

    private void fragments(DicomElement element) throws IOException, MalformedMediaException {
        DicomHandler told = handler;
        if (!told.fragments(element)) {
            handler = new UntoldHandler();
        }
        while (true) {
            part();
            int tag = bytes.tag();
            long length = bytes.u32();
            if (tag == SEQUENCE_END) {
                handler.fragmentsEnd();
                handler = told;
                return;
            }
            if (tag != ITEM || length == UNDEFINED) {
                throw new MalformedMediaException("compressed pixels are not of their form");
            }
            DicomValue fragment = new DicomValue(bytes, length);
            handler.fragment(fragment);
            fragment.skipRest();
        }
    }

    private void part() throws MalformedMediaException {
        parts++;
        if (parts > MOST_PARTS) {
            throw new MalformedMediaException("it has more elements than are looked at");
        }
    }

    private long end(long length) {
        return length == UNDEFINED ? Long.MAX_VALUE : bytes.position() + length;
    }

    private void closed(long length, long end, boolean delimited) throws IOException, MalformedMediaException {
        if (length == UNDEFINED && !delimited) {
            throw new EOFException();
        }
        if (bytes.position() > end) {
            throw new MalformedMediaException("an element reaches beyond its item");
        }
    }
}
