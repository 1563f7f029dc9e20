package org.trialbook.media.dicom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trialbook.media.SiteSecret;

/// What stands instead of a UID or a day: the same for the same one in every file of a site, and nobody without the
/// site's secret can go back.
final class Replacements {

    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    /// Nobody who is examined now was born, and nothing was recorded, in these four years.
    private static final BigInteger DAYS = BigInteger.valueOf(4 * 365);

    private static final int DATE = 8;
    /// More UIDs than any attribute has.
    private static final int LONGEST = 1 << 14;

    private final SiteSecret secret;

    Replacements(SiteSecret secret) {
        this.secret = secret;
    }

    /// Several UIDs are parted by backslashes. Those of the standard stay, where they may.
    String uids(String values, boolean standardStays) {
        if (values.length() > LONGEST) {
            return "";
        }
        return Stream.of(values.split("\\\\", -1))
                .map(HarmlessValues::unpadded)
                .map(uid -> uid.isEmpty() || standardStays && KnownUids.ofTheStandard(uid) ? uid : uid(uid))
                .collect(Collectors.joining("\\"));
    }

    /// Made from a UUID of version 8 (RFC 9562, 5.8; PS3.5, B.2).
    String uid(String uid) {
        byte[] uuid = Arrays.copyOf(secret.of("dicom-uid", uid.getBytes(StandardCharsets.ISO_8859_1)), 16);
        uuid[6] = (byte) (uuid[6] & 0x0f | 0x80);
        uuid[8] = (byte) (uuid[8] & 0x3f | 0x80);
        if (uuid[0] == 0) {
            uuid[0] = 1;
        }
        return "2.25." + new BigInteger(1, uuid);
    }

    String date(String date) {
        String day = date.substring(0, Math.min(DATE, date.length()));
        BigInteger number = new BigInteger(1, secret.of("dicom-date", day.getBytes(StandardCharsets.ISO_8859_1)));
        return FIRST_DAY.plusDays(number.mod(DAYS).longValue()).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /// What the profile calls a dummy (`D`); empty where a text, a day or a time would not do.
    String dummy(String representation, String value) {
        return switch (representation) {
            case "DA" -> date(value);
            case "DT" -> date(value) + HarmlessValues.REPLACED_TIME;
            case "TM" -> HarmlessValues.REPLACED_TIME;
            case "LO", "SH", "ST", "LT", "UC", "UT", "PN" -> HarmlessValues.REPLACED_TEXT;
            default -> "";
        };
    }
}
