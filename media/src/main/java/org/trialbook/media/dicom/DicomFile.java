package org.trialbook.media.dicom;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.trialbook.media.Head;
import org.trialbook.media.MalformedMediaException;

/// A file around a data set (PS3.10, section 7): preamble, prefix and file meta information, or none of them.
final class DicomFile {

    private static final int PREAMBLE = 128;
    private static final byte[] PREFIX = "DICM".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = PREAMBLE + PREFIX.length;
    private static final int ELEMENT_HEADER = 8;
    private static final int IDENTIFYING = 0x0008;

    /// What a deflated data set may become: so much is read at all, and no more.
    private static final long MOST_INFLATED = 1L << 28;

    private final Path path;

    DicomFile(Path path) {
        this.path = path;
    }

    boolean hasHeader() throws IOException {
        byte[] head = Head.of(path, HEADER);
        return head.length == HEADER && Arrays.equals(head, PREAMBLE, HEADER, PREFIX, 0, PREFIX.length);
    }

    /// Whether it begins like a data set without a header: with an attribute of the first groups that the standard
    /// knows, and a length that fits.
    boolean beginsWithElement() throws IOException {
        byte[] head = Head.of(path, ELEMENT_HEADER);
        if (head.length < ELEMENT_HEADER) {
            return false;
        }
        try (DicomBytes little = DicomBytes.of(new ByteArrayInputStream(head))) {
            boolean explicit = guessed(little).explicit();
            DicomBytes bytes = guessed(little).bigEndian() ? little.bigEndian() : little;
            int tag = bytes.tag();
            boolean first = tag >>> 16 == FileMeta.GROUP || tag >>> 16 == IDENTIFYING;
            return first
                    && DicomDictionary.STANDARD.find(tag) != null
                    && (explicit || bytes.u32() <= Files.size(path) - ELEMENT_HEADER);
        }
    }

    boolean preambleSays() throws IOException {
        return hasHeader() && DicomValue.says(Head.of(path, PREAMBLE));
    }

    /// How the data set is written: as the file meta information says; where there is none, as its first element looks.
    ///
    /// @param guess whether to do without
    TransferSyntax syntax(boolean guess) throws IOException, MalformedMediaException {
        class Stated extends UntoldHandler {
            String uid = "";

            @Override
            public void value(DicomElement element, DicomValue value) throws IOException {
                if (element.tag() == FileMeta.TRANSFER_SYNTAX && value.fits()) {
                    uid = HarmlessValues.unpadded(HarmlessValues.ascii(value.whole()));
                }
            }
        }
        Stated stated = new Stated();
        try (DicomBytes bytes = opened()) {
            new DicomReader(bytes, stated).readGroup(FileMeta.GROUP);
            if (guess && stated.uid.isEmpty()) {
                return guessed(bytes);
            }
        } catch (EOFException e) {
            throw new MalformedMediaException("the file ends within an element");
        }
        if (!TransferSyntax.isOne(stated.uid)) {
            throw new MalformedMediaException("the transfer syntax is not named");
        }
        return TransferSyntax.of(stated.uid);
    }

    /// Reads all of it.
    void read(TransferSyntax syntax, DicomHandler meta, DicomHandler dataSet)
            throws IOException, MalformedMediaException {
        try (DicomBytes header = opened()) {
            new DicomReader(header, meta).readGroup(FileMeta.GROUP);
            try (DicomBytes bytes = rest(header, syntax)) {
                new DicomReader(bytes, dataSet).read(syntax.explicit());
            }
        } catch (EOFException e) {
            throw new MalformedMediaException("the file ends within an element");
        } catch (ZipException e) {
            throw new MalformedMediaException("the deflated data set can't be inflated");
        }
    }

    private DicomBytes opened() throws IOException {
        DicomBytes bytes = DicomBytes.of(Files.newInputStream(path));
        if (hasHeader()) {
            bytes.skip(HEADER);
        }
        return bytes;
    }

    private static DicomBytes rest(DicomBytes header, TransferSyntax syntax) {
        if (syntax.deflated()) {
            return header.inflated(MOST_INFLATED);
        }
        return syntax.bigEndian() ? header.bigEndian() : header;
    }

    /// As pydicom does: two letters that are a value representation say that it is explicit, and a group of more than
    /// 1024 that its two bytes stand the other way round.
    private static TransferSyntax guessed(DicomBytes bytes) throws IOException {
        byte[] head = bytes.peek(ELEMENT_HEADER);
        if (head.length < ELEMENT_HEADER
                || !DicomReader.isRepresentation(new String(head, 4, 2, StandardCharsets.US_ASCII))) {
            return TransferSyntax.IMPLICIT_LITTLE;
        }
        return head[1] >= 4 ? TransferSyntax.EXPLICIT_BIG : TransferSyntax.EXPLICIT_LITTLE;
    }
}
