package org.trialbook.media.aecg;

/// Samples as text, in whatever pieces it comes: whole numbers of at most 24 bits with spaces between them.
final class EcgDigits {

    private static final int MOST = 1 << 23;
    private int number = -1;
    private boolean signed;
    private boolean sound = true;

    void take(char[] text, int from, int length) {
        for (int i = from; i < from + length && sound; i++) {
            char c = text[i];
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                end();
            } else if (c == '-' && number < 0 && !signed) {
                signed = true;
            } else if (c >= '0' && c <= '9') {
                number = Math.max(number, 0) * 10 + c - '0';
                sound = number <= MOST;
            } else {
                sound = false;
            }
        }
    }

    /// Whether all of it was samples.
    boolean end() {
        sound &= !signed || number >= 0;
        number = -1;
        signed = false;
        return sound;
    }
}
