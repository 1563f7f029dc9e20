package org.trialbook.view.question;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// How a moment is written for those who may not know how many events there are: `m`, and how many events they
/// count ([org.trialbook.access.Audience]) in base 36. Of histories that differ in what is withheld it is the
/// same.
final class SnapshotToken {

    /// As it is written, and no longer than a number of events can be.
    private static final Pattern FORM = Pattern.compile("m(0|[1-9a-z][0-9a-z]{0,10})");

    private static final int RADIX = 36;

    private SnapshotToken() {}

    static String format(long counted) {
        return "m" + Long.toString(counted, RADIX).toLowerCase(Locale.ROOT);
    }

    static OptionalLong parse(String text) {
        return FORM.matcher(text).matches()
                ? OptionalLong.of(Long.parseLong(text.substring(1), RADIX))
                : OptionalLong.empty();
    }
}
