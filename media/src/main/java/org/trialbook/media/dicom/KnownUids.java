package org.trialbook.media.dicom;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Which unique identifiers say nothing: those of the standard, and those that carry nothing but chance.
final class KnownUids {

    private static final Set<String> STANDARD = new HashSet<>();

    static {
        DicomDictionary.lines("uids.tsv", row -> STANDARD.add(row[0]));
    }

    /// Context groups (PS3.16), coding schemes and mapping resources (PS3.6, annex A).
    private static final Pattern OF_THE_STANDARD =
            Pattern.compile("1\\.2\\.840\\.10008\\.(6\\.1\\.[1-9][0-9]{0,3}|2\\.16\\.[1-9][0-9]?|8\\.1\\.1)");

    private static final Pattern FROM_A_NUMBER = Pattern.compile("2\\.25\\.(0|[1-9][0-9]{0,38})");
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(128);
    /// A UUID by chance is below this once in four thousand million.
    private static final BigInteger BY_CHANCE = BigInteger.ONE.shiftLeft(96);
    /// Fewer digits than a date or a hospital's number has.
    private static final BigInteger COUNTED = BigInteger.valueOf(100_000);

    private KnownUids() {}

    static boolean ofTheStandard(String uid) {
        return STANDARD.contains(uid) || OF_THE_STANDARD.matcher(uid).matches();
    }

    /// Whether the UID has the form that a UUID gives it (PS3.5, B.2), or is one of a few that were counted out.
    /// Numbers between the two could be a date or a patient's number.
    static boolean replaced(String uid) {
        if (!FROM_A_NUMBER.matcher(uid).matches()) {
            return false;
        }
        BigInteger number = new BigInteger(uid.substring("2.25.".length()));
        return number.compareTo(COUNTED) < 0 || (number.compareTo(BY_CHANCE) >= 0 && number.compareTo(LARGEST) < 0);
    }
}
