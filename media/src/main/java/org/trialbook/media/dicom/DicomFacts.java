package org.trialbook.media.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.media.MalformedMediaException;

/// What must be known of a whole data set before the first byte of a new one can be written.
final class DicomFacts extends UntoldHandler {

    private static final int SOP_CLASS = 0x0008_0016;
    private static final int SOP_INSTANCE = 0x0008_0018;
    private static final int MODALITY = 0x0008_0060;
    private static final int PIXEL_REPRESENTATION = 0x0028_0103;
    private static final Set<String> OFTEN_WRITTEN_INTO = Set.of("US", "IVUS", "ES", "XC", "OT", "SC", "XA", "RF");

    private final TransferSyntax syntax;
    private final DicomScope scope = new DicomScope();
    private final Set<String> leftOut = new HashSet<>();
    private @Nullable CompressedPixels compressed;
    private boolean first;
    private boolean pictured;

    String sopClass = "";
    String sopInstance = "";
    String modality = "";
    boolean signed;
    private String burnedIn = "";

    DicomFacts(TransferSyntax syntax) {
        this.syntax = syntax;
    }

    @Override
    public void value(DicomElement element, DicomValue value) throws IOException {
        if (element.tag() != DicomReader.PIXEL_DATA || !syntax.encapsulated()) {
            scope.told(element, value.length());
        }
        pictured |= scope.atTop() && DicomScope.isPixels(element.tag());
        if (!scope.atTop() || !value.fits()) {
            return;
        }
        switch (element.tag()) {
            case SOP_CLASS -> sopClass = text(value);
            case SOP_INSTANCE -> sopInstance = text(value);
            case MODALITY -> modality = text(value);
            case HarmlessValues.BURNED_IN_ANNOTATION -> burnedIn = text(value).toUpperCase(Locale.ROOT);
            case PIXEL_REPRESENTATION -> signed = DicomValue.says(value.whole());
            default -> {}
        }
    }

    private static String text(DicomValue value) throws IOException {
        return HarmlessValues.unpadded(HarmlessValues.ascii(value.whole()));
    }

    @Override
    public boolean sequence(DicomElement element, long length) {
        scope.sequence(element);
        return true;
    }

    @Override
    public void sequenceEnd() {
        scope.sequenceEnd();
    }

    @Override
    public boolean fragments(DicomElement element) {
        compressed = scope.atTop() && syntax.encapsulated() ? CompressedPixels.of(syntax.pixels(), leftOut::add) : null;
        first = true;
        pictured |= compressed != null;
        return compressed != null;
    }

    @Override
    public void fragment(DicomValue fragment) throws IOException, MalformedMediaException {
        if (compressed != null && !first) {
            scope.toldFragment(fragment.length());
            for (byte[] chunk = fragment.chunk(); chunk.length > 0; chunk = fragment.chunk()) {
                compressed.accept(chunk, OutputStream.nullOutputStream());
            }
            compressed.fragmentEnd();
        }
        first = false;
    }

    boolean isWaveformOnly() {
        return !pictured;
    }

    boolean hasRecording() {
        return scope.hasRecording();
    }

    /// Whether compressed pixels have something around them that a decoder does not need.
    boolean pixelsSay() {
        return !leftOut.isEmpty();
    }

    boolean saysBurnedIn() {
        return burnedIn.startsWith("Y");
    }

    boolean deniesBurnedIn() {
        return burnedIn.equals("NO");
    }

    boolean isOftenWrittenInto() {
        return OFTEN_WRITTEN_INTO.contains(modality);
    }
}
