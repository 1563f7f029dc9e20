package org.trialbook.media.dicom;

import java.io.IOException;
import java.util.Set;

/// What PS3.15 (E.1.1) tells a de-identifying program to write into the file: that, how, and by which profile and
/// options it was done. Only the basic profile is; no option retains anything.
final class DeidentificationMarks {

    private static final int DATES_MODIFIED = 0x0028_0303;
    private static final String BASIC_PROFILE = "113100";

    private final DicomWriter out;
    private boolean methodWritten;
    private boolean datesWritten;

    DeidentificationMarks(DicomWriter out) {
        this.out = out;
    }

    static boolean has(int tag) {
        return Set.of(
                        HarmlessValues.IDENTITY_REMOVED,
                        HarmlessValues.METHOD,
                        HarmlessValues.METHOD_CODES,
                        DATES_MODIFIED)
                .contains(tag);
    }

    /// Writes those that stand before an attribute.
    void before(int tag) throws IOException {
        if (!methodWritten && Integer.compareUnsigned(tag, HarmlessValues.IDENTITY_REMOVED) >= 0) {
            methodWritten = true;
            out.text(HarmlessValues.IDENTITY_REMOVED, "CS", "YES");
            out.text(HarmlessValues.METHOD, "LO", HarmlessValues.OUR_METHOD);
            out.sequence(HarmlessValues.METHOD_CODES);
            out.item();
            out.text(CodedConcept.CODE, "SH", BASIC_PROFILE);
            out.text(CodedConcept.SCHEME, "SH", "DCM");
            out.text(CodedConcept.MEANING, "LO", "Basic Application Confidentiality Profile");
            out.itemEnd();
            out.sequenceEnd();
        }
        if (!datesWritten && Integer.compareUnsigned(tag, DATES_MODIFIED) >= 0) {
            datesWritten = true;
            out.text(DATES_MODIFIED, "CS", "REMOVED");
        }
    }
}
