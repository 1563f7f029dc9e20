package org.trialbook.media.dicom;

import java.util.regex.Pattern;

/// How a data set is written (PS3.5, section 10), and its pixels within it.
///
/// @param bigEndian retired in 2006; old archives have it
/// @param deflated compressed as a whole (PS3.5, A.5)
record TransferSyntax(String uid, boolean explicit, boolean bigEndian, boolean deflated, Pixels pixels) {

    enum Pixels {
        NATIVE,
        /// JPEG (ISO 10918) and JPEG-LS (ISO 14495), which share the form of their segments.
        JPEG,
        /// JPEG 2000 (ISO 15444), its high-throughput form too.
        JPEG_2000,
        RLE,
        /// Video, and whatever else has room for words that this package does not look into.
        NOT_READ
    }

    static final TransferSyntax IMPLICIT_LITTLE = of("1.2.840.10008.1.2");
    static final TransferSyntax EXPLICIT_LITTLE = of("1.2.840.10008.1.2.1");
    static final TransferSyntax EXPLICIT_BIG = of("1.2.840.10008.1.2.2");

    private static final Pattern FORM = Pattern.compile("1\\.2\\.840\\.10008\\.1\\.2(\\.[0-9.]{1,16})?");

    static boolean isOne(String uid) {
        return FORM.matcher(uid).matches() && KnownUids.ofTheStandard(uid);
    }

    static TransferSyntax of(String uid) {
        return switch (uid) {
            case "1.2.840.10008.1.2" -> new TransferSyntax(uid, false, false, false, Pixels.NATIVE);
            case "1.2.840.10008.1.2.1" -> new TransferSyntax(uid, true, false, false, Pixels.NATIVE);
            case "1.2.840.10008.1.2.2" -> new TransferSyntax(uid, true, true, false, Pixels.NATIVE);
            case "1.2.840.10008.1.2.1.99" -> new TransferSyntax(uid, true, false, true, Pixels.NATIVE);
            default -> new TransferSyntax(uid, true, false, false, compressed(uid));
        };
    }

    boolean encapsulated() {
        return pixels != Pixels.NATIVE;
    }

    private static Pixels compressed(String uid) {
        String last = uid.substring(Math.min(uid.length(), "1.2.840.10008.1.2.".length()));
        if (last.equals("5")) {
            return Pixels.RLE;
        }
        if (last.matches("4\\.(5[0-9]|6[0-6]|70|80|81)")) {
            return Pixels.JPEG;
        }
        return last.matches("4\\.(9[0-3]|20[123])") ? Pixels.JPEG_2000 : Pixels.NOT_READ;
    }
}
