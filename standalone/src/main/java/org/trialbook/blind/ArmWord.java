package org.trialbook.blind;

import java.util.regex.Pattern;

/// An arm's code, as it is looked for within a text. `CRT-ON` is a word that nobody says by chance. A letter alone may
/// be an article or somebody's `I`: it means the arm unless another word follows it.
final class ArmWord {

    private final String code;
    private final boolean letter;
    private final Pattern mention;

    ArmWord(String code) {
        this.code = code;
        this.letter = code.length() == 1;
        this.mention = Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(code)
                + (letter ? "(?![A-Za-z0-9])(?!\\s+[A-Za-z])" : "(?![A-Za-z0-9])"));
    }

    String code() {
        return code;
    }

    /// Whether it would be found by chance in a hash or a code.
    boolean letter() {
        return letter;
    }

    boolean is(String text) {
        return text.equals(code);
    }

    boolean mentionedIn(String text) {
        return text.contains(code) && mention.matcher(text).find();
    }
}
