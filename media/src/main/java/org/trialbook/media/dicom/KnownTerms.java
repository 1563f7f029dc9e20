package org.trialbook.media.dicom;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Words that a coded string may hold. The repertoire alone (capitals, digits, blank, underscore; PS3.5, 6.2) would let
/// a surname through.
final class KnownTerms {

    private static final Set<String> TERMS = new HashSet<>();

    static {
        DicomDictionary.lines("terms.txt", row -> TERMS.add(row[0]));
    }

    private static final Pattern CHARACTER_SET =
            Pattern.compile("|ISO_IR (6|13|100|101|109|110|126|127|138|144|148|166|192|203)"
                    + "|ISO 2022 IR (6|13|58|87|100|101|109|110|126|127|138|144|148|149|159|166|203)|GB18030|GBK");

    /// What an ultrasound image shows, as bits (PS3.3, C.8.5.6.1.1); with a leading zero it is no year.
    private static final Pattern IMAGE_BITS = Pattern.compile("0[0-9A-F]{3}");

    /// A context group of PS3.16.
    private static final Pattern CONTEXT = Pattern.compile("|[1-9][0-9]{0,4}");

    private static final int CONTEXT_IDENTIFIER = 0x0008_010f;
    private static final int SPECIFIC_CHARACTER_SET = 0x0008_0005;
    private static final int IMAGE_TYPE = 0x0008_0008;

    private KnownTerms() {}

    /// @param term one value, without the blanks around it
    static boolean takes(int tag, String term) {
        return switch (tag) {
            case SPECIFIC_CHARACTER_SET -> CHARACTER_SET.matcher(term).matches();
            case IMAGE_TYPE ->
                term.isEmpty()
                        || TERMS.contains(term)
                        || IMAGE_BITS.matcher(term).matches();
            case CONTEXT_IDENTIFIER -> CONTEXT.matcher(term).matches();
            default -> term.isEmpty() || TERMS.contains(term);
        };
    }
}
