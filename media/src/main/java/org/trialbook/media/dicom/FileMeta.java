package org.trialbook.media.dicom;

import java.util.regex.Pattern;

/// What the file meta information (PS3.10, 7.1) may say: what the object is, how it is written, and which of the
/// widespread libraries wrote it. A product's own name would tell which hospital has it.
final class FileMeta {

    static final int GROUP = 0x0002;
    static final int LENGTH = 0x0002_0000;
    static final int VERSION = 0x0002_0001;
    static final int SOP_CLASS = 0x0002_0002;
    static final int SOP_INSTANCE = 0x0002_0003;
    static final int TRANSFER_SYNTAX = 0x0002_0010;
    static final int IMPLEMENTATION_CLASS = 0x0002_0012;
    static final int IMPLEMENTATION_VERSION = 0x0002_0013;

    /// pydicom, DCMTK, GDCM, dcm4che, fo-dicom.
    private static final Pattern LIBRARY = Pattern.compile("1\\.2\\.826\\.0\\.1\\.3680043\\.8\\.498\\.1"
            + "|1\\.2\\.276\\.0\\.7230010\\.3\\.0\\.3\\.[0-9]\\.[0-9]"
            + "|1\\.2\\.826\\.0\\.1\\.3680043\\.2\\.1143(\\.[0-9]{1,3}){0,8}"
            + "|1\\.2\\.40\\.0\\.13\\.1\\.[1-3](\\.[0-9]){0,2}"
            + "|1\\.3\\.6\\.1\\.4\\.1\\.30071\\.8");

    private static final Pattern LIBRARY_VERSION =
            Pattern.compile("(PYDICOM|OFFIS_DCMTK|DCMTK|GDCM|ITK/GDCM|dcm4che|fo-dicom|TRIALBOOK)[-_ ]?[0-9.]{1,8}");

    private FileMeta() {}

    static boolean takes(int tag, byte[] value) {
        String text = HarmlessValues.unpadded(HarmlessValues.ascii(value));
        return switch (tag) {
            case LENGTH -> value.length == 4;
            case VERSION -> value.length == 2 && value[0] == 0 && value[1] == 1;
            case SOP_CLASS -> KnownUids.ofTheStandard(text);
            case SOP_INSTANCE -> KnownUids.replaced(text);
            case TRANSFER_SYNTAX -> TransferSyntax.isOne(text);
            case IMPLEMENTATION_CLASS ->
                KnownUids.replaced(text) || LIBRARY.matcher(text).matches();
            case IMPLEMENTATION_VERSION -> LIBRARY_VERSION.matcher(text).matches();
            default -> false;
        };
    }
}
