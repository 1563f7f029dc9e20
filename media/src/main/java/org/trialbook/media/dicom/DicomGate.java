package org.trialbook.media.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.trialbook.media.MalformedMediaException;

/// Names whatever in a data set is not known to be harmless. A sequence that is refused is named and not looked into.
final class DicomGate implements DicomHandler {

    static final String NO_RECORDING = "no picture and no waveform in it";

    private final FoundNames findings;
    private final DicomScope scope = new DicomScope();
    private final TransferSyntax syntax;
    private @Nullable CompressedPixels compressed;
    private boolean first;

    DicomGate(TransferSyntax syntax, FoundNames findings) {
        this.syntax = syntax;
        this.findings = findings;
    }

    @Override
    public void value(DicomElement element, DicomValue value) throws IOException, MalformedMediaException {
        DicomAttribute attribute = element.attribute();
        if (element.tag() != DicomReader.PIXEL_DATA || !syntax.encapsulated()) {
            scope.told(element, value.length());
        }
        if (attribute == null || !element.asTheStandardSays()) {
            refuse(element.named());
        } else if (HarmlessValues.mayBeLong(element.tag())) {
            bulk(element, value);
        } else if (!value.fits()) {
            if (value.says()) {
                refuse(element.named());
            }
        } else {
            judge(element, attribute, value.whole());
        }
    }

    private void judge(DicomElement element, DicomAttribute attribute, byte[] value) throws MalformedMediaException {
        scope.told(element.tag(), value);
        if (CodedConcept.has(element.tag())) {
            scope.concept().add(element.tag(), value);
        } else if (!HarmlessValues.takes(attribute, element.representation(), value)) {
            refuse(element.named());
        }
    }

    private void bulk(DicomElement element, DicomValue value) {
        if (element.tag() == DicomReader.PIXEL_DATA && syntax.encapsulated()) {
            refuse(element.named());
        } else if (value.length() > scope.extent().most(element.tag())) {
            refuse("bytes after the recording in " + element.named());
        }
    }

    @Override
    public boolean sequence(DicomElement element, long length) {
        DicomAttribute attribute = element.attribute();
        boolean taken = attribute != null
                && attribute.isSequence()
                && element.asTheStandardSays()
                && HarmlessValues.takesItems(attribute);
        if (taken) {
            scope.sequence(element);
        } else if (length > 0 || attribute == null) {
            refuse(element.named());
        }
        return taken;
    }

    @Override
    public void item() {
        scope.item();
    }

    @Override
    public void itemEnd() {
        concept();
    }

    @Override
    public void sequenceEnd() {
        scope.sequenceEnd();
    }

    /// A code that is not known could be anyone's number, and the meaning of one that is could be anyone's name.
    private void concept() {
        CodedConcept concept = scope.concept();
        if (!concept.isEmpty() && !concept.isKnown()) {
            refuse("CodeValue (0008,0100)");
        } else if (!concept.meansWhatItSays()) {
            refuse("CodeMeaning (0008,0104)");
        }
    }

    @Override
    public boolean fragments(DicomElement element) {
        boolean taken = scope.atTop() && syntax.encapsulated() && element.asTheStandardSays();
        if (taken) {
            compressed = CompressedPixels.of(syntax.pixels(), this::refuse);
            first = true;
        } else {
            refuse(element.named());
        }
        return taken;
    }

    @Override
    public void fragment(DicomValue fragment) throws IOException, MalformedMediaException {
        if (first) {
            first = false;
            offsets(fragment);
            return;
        }
        if (compressed != null) {
            scope.toldFragment(fragment.length());
            for (byte[] chunk = fragment.chunk(); chunk.length > 0; chunk = fragment.chunk()) {
                compressed.accept(chunk, OutputStream.nullOutputStream());
            }
            compressed.fragmentEnd();
        }
    }

    /// The table of offsets holds numbers that grow (PS3.5, A.4), and no words.
    private static void offsets(DicomValue table) throws IOException, MalformedMediaException {
        long before = -1;
        boolean sound = table.length() % 4 == 0;
        for (byte[] chunk = table.chunk(); sound && chunk.length > 0; chunk = table.chunk()) {
            ByteBuffer numbers = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
            while (numbers.hasRemaining() && sound) {
                long offset = Integer.toUnsignedLong(numbers.getInt());
                sound = before < 0 ? offset == 0 : offset > before;
                before = offset;
            }
        }
        if (!sound) {
            throw new MalformedMediaException("the table of offsets is not of its form");
        }
    }

    @Override
    public void fragmentsEnd() throws MalformedMediaException {
        if (compressed != null && scope.hasRecording()) {
            compressed.end();
        }
    }

    @Override
    public void trailing() {
        refuse("bytes after the data set");
    }

    /// After the last element.
    void end() {
        concept();
        if (!scope.hasRecording()) {
            refuse(NO_RECORDING);
        }
    }

    private void refuse(String name) {
        findings.add(scope.named(name));
    }
}
