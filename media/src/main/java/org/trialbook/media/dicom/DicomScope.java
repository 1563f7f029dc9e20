package org.trialbook.media.dicom;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.trialbook.media.MalformedMediaException;

/// Where in a data set a handler is, and what it was told there: the sequences around it, the concept that an item
/// codes, and how large its picture or waveform is.
final class DicomScope {

    private static final class Level {
        private final @Nullable DicomElement sequence;
        private CodedConcept concept = new CodedConcept();
        private Extent extent = new Extent();

        Level(@Nullable DicomElement sequence) {
            this.sequence = sequence;
        }
    }

    private static final int WAVEFORMS = 0x5400_0100;

    private final Deque<Level> levels = new ArrayDeque<>();
    private boolean recording;

    DicomScope() {
        levels.push(new Level(null));
    }

    void sequence(DicomElement element) {
        levels.push(new Level(element));
    }

    void item() {
        level().concept = new CodedConcept();
        level().extent = new Extent();
    }

    void sequenceEnd() {
        levels.pop();
    }

    boolean atTop() {
        return levels.size() == 1;
    }

    CodedConcept concept() {
        return level().concept;
    }

    Extent extent() {
        return level().extent;
    }

    void told(int tag, byte[] value) throws MalformedMediaException {
        level().extent.add(tag, value);
    }

    /// Pixels of the object itself, or samples of one of its waveforms; what is within other sequences is not read.
    void told(DicomElement element, long length) {
        DicomElement around = level().sequence;
        boolean ofWaveform = around != null && around.tag() == WAVEFORMS && levels.size() == 2;
        boolean read = ofWaveform ? element.tag() == Extent.WAVEFORM_DATA : atTop() && isPixels(element.tag());
        recording |= read && length > 0 && element.asTheStandardSays();
    }

    void toldFragment(long length) {
        recording |= length > 0;
    }

    boolean hasRecording() {
        return recording;
    }

    static boolean isPixels(int tag) {
        return tag == DicomReader.PIXEL_DATA || tag == 0x7fe0_0008 || tag == 0x7fe0_0009;
    }

    /// The element's name, with the sequences that it stands in.
    String named(String element) {
        if (atTop()) {
            return element;
        }
        StringBuilder path = new StringBuilder(element).append(" in ");
        String between = "";
        for (Level level : (Iterable<Level>) levels::descendingIterator) {
            if (level.sequence != null && level.sequence.attribute() != null) {
                path.append(between).append(level.sequence.attribute().keyword());
                between = " > ";
            }
        }
        return path.toString();
    }

    private Level level() {
        return levels.getFirst();
    }
}
