package org.trialbook.ledger;

import java.time.Instant;

/// Instants as the lines have them: `YYYY-MM-DDThh:mm:ss.ffffffZ`, counted in microseconds since 1970 in
/// UTC. By hand, because every line that is written or read has one, and the JDK's formatter would take
/// longer than all the rest.
final class Microseconds {

    /// How long the text is, without quotation marks.
    static final int LENGTH = 27;

    /// A number that stands for no instant.
    static final long NONE = Long.MIN_VALUE;

    private static final long PER_SECOND = 1_000_000;

    /// The first instant of year 0000.
    static final long EARLIEST = -62_167_219_200L * PER_SECOND;

    /// The last instant of year 9999.
    static final long LATEST = 253_402_300_800L * PER_SECOND - 1;

    private static final long PER_DAY = 86_400 * PER_SECOND;
    private static final int DAYS_IN_400_YEARS = 146_097;

    private Microseconds() {}

    /// Drops what is finer than a microsecond. What is not within [#EARLIEST] and [#LATEST] stays
    /// outside.
    static long of(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (seconds < EARLIEST / PER_SECOND || seconds > LATEST / PER_SECOND) {
            return seconds < 0 ? EARLIEST - 1 : LATEST + 1;
        }
        return instant.getEpochSecond() * PER_SECOND + instant.getNano() / 1_000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000L);
    }

    /// Reads the 27 bytes from here, or returns [#NONE] if they are no such text or no such day.
    static long parse(byte[] bytes, int from) {
        if (bytes[from + 4] != '-'
                || bytes[from + 7] != '-'
                || bytes[from + 10] != 'T'
                || bytes[from + 13] != ':'
                || bytes[from + 16] != ':'
                || bytes[from + 19] != '.'
                || bytes[from + 26] != 'Z') {
            return NONE;
        }
        int year = digits(bytes, from, 4);
        int month = digits(bytes, from + 5, 2);
        int day = digits(bytes, from + 8, 2);
        int hour = digits(bytes, from + 11, 2);
        int minute = digits(bytes, from + 14, 2);
        int second = digits(bytes, from + 17, 2);
        int fraction = digits(bytes, from + 20, 6);
        if ((year | month | day | hour | minute | second | fraction) < 0
                || month < 1
                || month > 12
                || day < 1
                || day > lengthOf(month, year)
                || hour > 23
                || minute > 59
                || second > 59) {
            return NONE;
        }
        return (epochDay(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second) * PER_SECOND + fraction;
    }

    private static int digits(byte[] bytes, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int lengthOf(int month, int year) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /// Days since 1970-01-01. Counting years from March puts the leap day at their end, so that no table
    /// is needed.
    private static long epochDay(int year, int month, int day) {
        long years = month > 2 ? year : year - 1L;
        long era = Math.floorDiv(years, 400L);
        long ofEra = years - era * 400;
        long ofYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * DAYS_IN_400_YEARS + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
    }

    /// Writes the 27 bytes.
    static void format(long micros, byte[] out, int at) {
        long days = Math.floorDiv(micros, PER_DAY);
        long ofDay = Math.floorMod(micros, PER_DAY);
        long shifted = days + 719_468;
        long era = Math.floorDiv(shifted, (long) DAYS_IN_400_YEARS);
        int dayOfEra = (int) (shifted - era * DAYS_IN_400_YEARS);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * dayOfYear + 2) / 153;
        int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        int year = (int) (era * 400) + yearOfEra + (month <= 2 ? 1 : 0);
        int seconds = (int) (ofDay / PER_SECOND);
        digits(year, 4, '-', out, at);
        digits(month, 2, '-', out, at + 5);
        digits(dayOfYear - (153 * fromMarch + 2) / 5 + 1, 2, 'T', out, at + 8);
        digits(seconds / 3_600, 2, ':', out, at + 11);
        digits(seconds / 60 % 60, 2, ':', out, at + 14);
        digits(seconds % 60, 2, '.', out, at + 17);
        digits((int) (ofDay % PER_SECOND), 6, 'Z', out, at + 20);
    }

    private static void digits(int value, int count, char behind, byte[] out, int at) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        out[at + count] = (byte) behind;
    }
}
