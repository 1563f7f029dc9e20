package org.trialbook.media.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which values say nothing about whose recording it is, where, when, or under which arm it was made. What is not known
/// to be harmless is not.
///
/// | what | is taken |
/// | --- | --- |
/// | nothing but blanks and zeros, in whatever the standard knows | yes |
/// | what the basic profile removes, empties or replaces (PS3.15, table E.1-1) | empty, or as the profile replaces it:
/// a UID made from a UUID, a day in 1900 to 1903, `REMOVED` |
/// | numbers, in the groups of pictures and waveforms | as many as the standard allows, if none reads as a date |
/// | coded strings there | the standard's defined terms |
/// | UIDs there | the standard's own, and those made from a UUID |
/// | names, dates, times, ages, texts, titles | no, but for the few below that reading needs, in a checked form |
/// | bytes | pixels, waveforms and colour tables |
final class HarmlessValues {

    /// What describes pictures and waveforms. Not among them: patient (0010), trial (0012), orders and visits (0032,
    /// 0038), scheduling (the first part of 0040), documents (0042), annotations (0070), signatures (0400), print
    /// and treatment.
    private static final Set<Integer> GROUPS = Set.of(
            0x0008, 0x0018, 0x0020, 0x0022, 0x0028, 0x003a, 0x0040, 0x0048, 0x0052, 0x0054, 0x0062, 0x2050, 0x3004,
            0x5200, 0x5400, 0x7fe0);

    private static final int LAST_OF_SCHEDULING = 0x0040_0552;

    static final int IDENTITY_REMOVED = 0x0012_0062;
    static final int METHOD = 0x0012_0063;
    static final int METHOD_CODES = 0x0012_0064;
    static final int BURNED_IN_ANNOTATION = 0x0028_0301;

    /// Texts that reading needs, or that a defined term stands in: stage and view of a stress examination, the unit of
    /// rescaled pixels.
    private static final Set<Integer> TERMS_AS_TEXT = Set.of(0x0008_2120, 0x0008_2127, 0x0028_1054);

    /// Numbers of series, acquisition and instance: a hospital may count its patients in them.
    private static final Set<Integer> COUNTERS = Set.of(0x0020_0011, 0x0020_0012, 0x0020_0013, 0x0020_0019);

    /// Pixels, waveforms, and the tables that turn pixels into shades and colours.
    private static final Set<Integer> BULK = Set.of(
            0x0028_1201,
            0x0028_1202,
            0x0028_1203,
            0x0028_1204,
            0x0028_1221,
            0x0028_1222,
            0x0028_1223,
            0x0028_3006,
            0x5400_0110,
            0x5400_0112,
            0x5400_100a,
            0x5400_1010,
            0x7fe0_0001,
            0x7fe0_0002,
            0x7fe0_0008,
            0x7fe0_0009,
            DicomReader.PIXEL_DATA);

    private static final Set<Integer> ANY_LENGTH =
            Set.of(0x5400_1010, 0x7fe0_0008, 0x7fe0_0009, DicomReader.PIXEL_DATA);

    static final String OUR_METHOD = "Trialbook: PS3.15 2026d, basic profile";

    /// In words, how a file was de-identified: the codes' own meanings, and what widespread programs write.
    private static final Set<String> METHODS = Set.of(
            OUR_METHOD,
            "DICOM PS3.15 Basic Application Confidentiality Profile",
            "Basic Application Level Confidentiality Profile",
            "Per DICOM PS 3.15 AnnexE. Details in 0012,0064",
            "Per DICOM PS 3.15 AnnexE. Details in 0012 0064");

    static final String REPLACED_TEXT = "REMOVED";
    static final String REPLACED_TIME = "000000";

    private static final Pattern REPLACED_DATE = Pattern.compile("190[0-3](0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])");
    private static final Pattern SCHEME_VERSION = Pattern.compile("[0-9]{0,3}(\\.[0-9]{1,3}){0,2}");
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,10}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern DATE = Pattern.compile("[+-]?((19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"
            + "|(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])(19|20)[0-9]{2})(\\.0*)?");
    private static final int LONGEST_DECIMAL = 16;
    private static final int LONGEST_COUNTER = 5;

    private HarmlessValues() {}

    /// Whether an attribute may have a value at all.
    static boolean described(DicomAttribute attribute) {
        int tag = attribute.tag();
        return GROUPS.contains(tag >>> 16) && (tag >>> 16 != 0x0040 || (tag & 0xffff) > (LAST_OF_SCHEDULING & 0xffff))
                || tag >>> 16 == 0x0012 && tag >= IDENTITY_REMOVED && tag <= METHOD_CODES;
    }

    static boolean isBulk(int tag) {
        return BULK.contains(tag);
    }

    /// Pixels and samples are as long as they are; nothing else is.
    static boolean mayBeLong(int tag) {
        return ANY_LENGTH.contains(tag);
    }

    /// Whether a sequence may hold anything. What it holds is asked about in its turn.
    static boolean takesItems(DicomAttribute attribute) {
        // "X/Z/U*": stays, with other UIDs in it.
        return attribute.profiled() ? attribute.profile().contains("U") : described(attribute);
    }

    /// @param representation that the file states, or the standard where it does not
    static boolean takes(DicomAttribute attribute, String representation, byte[] value) {
        if (value.length == 0 || !isNumber(representation) && !DicomValue.says(value)) {
            return true;
        }
        if (attribute.tag() >>> 16 == FileMeta.GROUP) {
            return FileMeta.takes(attribute.tag(), value);
        }
        if ((attribute.tag() & 0xffff) == 0) {
            return value.length == 4 && attribute.representations().equals(List.of("UL"));
        }
        if (attribute.profiled()) {
            return replaced(attribute.profile(), representation, value);
        }
        return described(attribute) && takesDescribed(attribute, representation, value);
    }

    private static boolean takesDescribed(DicomAttribute attribute, String representation, byte[] value) {
        int tag = attribute.tag();
        return switch (representation) {
            case "US", "SS" -> count(attribute, value, 2);
            case "UL", "SL" -> count(attribute, value, 4) && noDate(value);
            case "AT", "FL" -> count(attribute, value, 4);
            case "FD", "SV", "UV" -> count(attribute, value, 8);
            case "IS" -> each(attribute, value, text -> integer(tag, text));
            case "DS" -> each(attribute, value, HarmlessValues::decimal);
            case "CS" -> each(attribute, value, text -> term(tag, text));
            case "UI" -> each(attribute, value, text -> KnownUids.ofTheStandard(text) || KnownUids.replaced(text));
            case "LO", "SH" -> each(attribute, value, text -> text(tag, text));
            case "OB", "OW", "OF", "OD", "OL", "OV" -> isBulk(tag);
            default -> false;
        };
    }

    private static boolean term(int tag, String text) {
        return tag == BURNED_IN_ANNOTATION ? text.equals("NO") : KnownTerms.takes(tag, text);
    }

    private static boolean replaced(String profile, String representation, byte[] value) {
        String text = unpadded(ascii(value));
        return switch (representation) {
            case "UI" ->
                (profile.contains("U") || profile.equals("D"))
                        && texts(text).allMatch(uid -> uid.isEmpty() || KnownUids.replaced(uid));
            case "DA" -> profile.contains("D") && replacedDate(text);
            case "DT" -> profile.contains("D") && replacedDateTime(text);
            case "TM" -> profile.contains("D") && text.equals(REPLACED_TIME);
            case "LO", "SH", "ST", "LT", "UC", "UT", "PN" -> profile.contains("D") && text.equals(REPLACED_TEXT);
            default -> false;
        };
    }

    private static boolean replacedDate(String date) {
        return REPLACED_DATE.matcher(date).matches();
    }

    private static boolean replacedDateTime(String moment) {
        return moment.endsWith(REPLACED_TIME)
                && replacedDate(moment.substring(0, moment.length() - REPLACED_TIME.length()));
    }

    private static boolean text(int tag, String text) {
        if (tag == CodedConcept.SCHEME_VERSION) {
            return SCHEME_VERSION.matcher(text).matches();
        }
        if (tag == METHOD) {
            return METHODS.contains(text) || KnownCodes.isMethod(text);
        }
        return text.isEmpty() || TERMS_AS_TEXT.contains(tag) && KnownTerms.takes(tag, text);
    }

    private static boolean integer(int tag, String text) {
        return text.isEmpty()
                || INTEGER.matcher(text).matches()
                        && !DATE.matcher(text).matches()
                        && !(COUNTERS.contains(tag) && text.length() > LONGEST_COUNTER);
    }

    private static boolean decimal(String text) {
        return text.isEmpty()
                || text.length() <= LONGEST_DECIMAL
                        && DECIMAL.matcher(text).matches()
                        && !DATE.matcher(text).matches();
    }

    /// In whatever byte order, no number of 32 bits reads as a day.
    private static boolean noDate(byte[] value) {
        for (int at = 0; at + 4 <= value.length; at += 4) {
            int number =
                    ByteBuffer.wrap(value, at, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
            if (DATE.matcher(Integer.toString(number)).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean count(DicomAttribute attribute, byte[] value, int width) {
        return value.length % width == 0 && value.length / width <= attribute.most();
    }

    private static boolean each(DicomAttribute attribute, byte[] value, Predicate<String> takes) {
        String text = ascii(value);
        return text.chars().filter(c -> c == '\\').count() < attribute.most()
                && texts(text).allMatch(takes);
    }

    private static Stream<String> texts(String value) {
        return Pattern.compile("\\\\").splitAsStream(value).map(HarmlessValues::unpadded);
    }

    /// Without blanks around it, and the zeros that end a UID.
    static String unpadded(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == 0 || text.charAt(end - 1) == ' ')) {
            end--;
        }
        return text.substring(0, end).stripLeading();
    }

    static boolean isNumber(String representation) {
        return switch (representation) {
            case "US", "SS", "UL", "SL", "SV", "UV", "FL", "FD", "AT" -> true;
            default -> false;
        };
    }

    /// Beyond ASCII there is nothing that is taken, so it need not be decoded.
    static String ascii(byte[] value) {
        return new String(value, StandardCharsets.ISO_8859_1);
    }
}
