package org.trialbook.media.dicom;

import java.util.List;
import java.util.Locale;

/// One row of the standard's tables.
///
/// @param representations value representations (VR) that it may have; the first one where a file does not say
/// @param most how many values it may have at most
/// @param profile what the basic profile of PS3.15 does with it: `X` removes, `Z` empties, `D` puts a dummy, `U` puts
/// another UID, a slash where it depends on the object; empty where table E.1-1 does not name it
record DicomAttribute(int tag, List<String> representations, int most, String keyword, String profile) {

    boolean isSequence() {
        return representations.getFirst().equals("SQ");
    }

    boolean profiled() {
        return !profile.isEmpty();
    }

    /// The name and tag, such as `PatientName (0010,0010)`.
    String named() {
        return keyword + " " + place(tag);
    }

    static String place(int tag) {
        return "(%04x,%04x)".formatted(tag >>> 16, tag & 0xffff).toUpperCase(Locale.ROOT);
    }
}
